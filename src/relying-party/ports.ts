import type { Bytes } from '../core/bytes/bytes.ts';

// What the relying party needs from outside. `system.ts` gives the real ones; tests give ones they steer.

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
}

export interface Random {
  bytes(length: number): Bytes;
}

export interface MailMessage {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Told of each mail the relying party writes, beside the outbox page that always shows it. */
export interface Mail {
  send(message: MailMessage): void;
}
