import { randomBytes } from 'node:crypto';
import type { Clock, Mail, Random } from './ports.ts';

// The one file that reads the machine's clock and its source of chance.

export const systemClock: Clock = { now: () => Date.now() };

export const systemRandom: Random = { bytes: (length) => new Uint8Array(randomBytes(length)) };

/** No mail leaves this machine: the outbox page is the only reader. */
export const noMail: Mail = { send: () => undefined };
