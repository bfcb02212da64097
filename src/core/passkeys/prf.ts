// The PRF extension (WebAuthn Level 3, section 10.1.4), over what CTAP 2.1 calls hmac-secret (section 12.7).
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { type Bytes, concatBytes } from '../bytes/bytes.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';

/** Inputs of the page, of any length; for a get, those that `evalByCredential` has for this credential, or `eval`. */
export interface PrfInputs {
  readonly first: Bytes;
  readonly second?: Bytes | undefined;
}

/** 32 bytes each. */
export interface PrfResults {
  readonly first: Bytes;
  readonly second?: Bytes;
}

/** Bytes, and a zero byte behind them: what a page asks for can never be what CTAP asks for at a lower level. */
const CONTEXT = concatBytes(encodeUtf8('WebAuthn PRF'), Uint8Array.of(0));

/** `prfSecret` has 32 bytes. */
export function evaluatePrf(prfSecret: Bytes, { first, second }: PrfInputs): PrfResults {
  const evaluate = (input: Bytes): Bytes =>
    new Uint8Array(hmac(sha256, prfSecret, sha256(concatBytes(CONTEXT, input))));
  return { first: evaluate(first), ...(second === undefined ? {} : { second: evaluate(second) }) };
}
