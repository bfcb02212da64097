import type { Database } from './database.ts';

/** What a challenge was made for; an answer to one purpose is none to another. */
export type CeremonyPurpose = 'registration' | 'second-factor' | 'step-up' | 'sign-in';

export interface Ceremony {
  /** The hash of the browser's token: nobody else can answer. */
  readonly ownerHash: string;
  readonly purpose: CeremonyPurpose;
  /** Base64url of 32 random bytes. */
  readonly challenge: string;
  readonly expiresAt: number;
}

/** Begins a ceremony in place of one of the same purpose that was left open. */
export function replaceCeremony(database: Database, ceremony: Ceremony, now: number): void {
  database.run(`DELETE FROM ceremonies WHERE expires_at <= ?`, now);
  database.run(
    `INSERT OR REPLACE INTO ceremonies (owner_hash, purpose, challenge, expires_at) VALUES (?, ?, ?, ?)`,
    ceremony.ownerHash,
    ceremony.purpose,
    ceremony.challenge,
    ceremony.expiresAt,
  );
}

/** The challenge of the open ceremony, which is over by asking: whatever comes of it, no second answer is looked at. */
export function takeCeremony(
  database: Database,
  ceremony: Pick<Ceremony, 'ownerHash' | 'purpose'>,
  now: number,
): string | undefined {
  const row = database.first(
    `DELETE FROM ceremonies WHERE owner_hash = ? AND purpose = ? RETURNING challenge, expires_at AS expiresAt`,
    ceremony.ownerHash,
    ceremony.purpose,
  ) as Pick<Ceremony, 'challenge' | 'expiresAt'> | undefined;
  return row && row.expiresAt > now ? row.challenge : undefined;
}
