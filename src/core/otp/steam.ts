import { keyedHmac, truncate } from './hotp.ts';

/** Steam Guard's digits: no 0, 1, A, E, I, L, O, S, U or Z, so that nothing is misread or spells a word. */
const ALPHABET = '23456789BCDFGHJKMNPQRTVWXY';
const LENGTH = 5;

/**
 * A Steam Guard code: RFC 6238 with SHA-1 and 30-second steps, its truncated value written in base 26, least
 * significant digit first. Valve publishes no specification; the behaviour is the one every independent
 * implementation agrees on.
 *
 * @throws RangeError as `hotp` does.
 */
export function steamCode(secret: Uint8Array, timeStep: number): string {
  return steamCodeOf(keyedHmac(secret, 'SHA1').macOf(timeStep));
}

export function steamCodeOf(mac: Uint8Array): string {
  let rest = truncate(mac);
  let code = '';
  for (let position = 0; position < LENGTH; position += 1) {
    code += ALPHABET.charAt(rest % ALPHABET.length);
    rest = Math.floor(rest / ALPHABET.length);
  }
  return code;
}
