import { createHash } from 'node:crypto';
import type { Random } from '../ports.ts';

/** 256 bits as text: a session id, the id of a pending login. The browser holds it, the database only its hash. */
export function newToken(random: Random): string {
  return Buffer.from(random.bytes(32)).toString('base64url');
}

export function isToken(text: string | undefined): text is string {
  return text !== undefined && /^[\w-]{43}$/.test(text);
}

/** A token has 256 bits, so a plain hash is enough: there is nothing to guess through. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** What the activity page shows of a session. */
export function sessionLabelOf(idHash: string): string {
  return idHash.slice(0, 8);
}
