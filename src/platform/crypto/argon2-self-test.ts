import { decodeHex } from '../../core/bytes/hex.ts';
import { equalBytes } from '../../core/bytes/bytes.ts';
import { encodeUtf8 } from '../../core/bytes/utf8.ts';
import type { Argon2, Argon2Request } from './argon2-engines.ts';

/** Several lanes, passes and blocks, and small enough to cost a few milliseconds. */
export const SELF_TEST: Argon2Request = {
  passphrase: encodeUtf8('Tallystick self-test'),
  salt: Uint8Array.from({ length: 32 }, (_, index) => index),
  kdf: { memoryKib: 64, iterations: 2, parallelism: 4 },
  outputLength: 32,
};

/** By OpenSSL's Argon2id, which is neither of the two that are tested with it. */
export const SELF_TEST_ANSWER = 'f7d501c81efa0c4155d9aeb5bf876a978fb3c9e0629eef40029d3b36c862eb88';

/** `refused`: it did not run at all, as WebAssembly under a policy without it. */
export type SelfTestVerdict = 'right' | 'wrong' | 'refused';

export async function testArgon2(engine: Argon2): Promise<SelfTestVerdict> {
  const expected = decodeHex(SELF_TEST_ANSWER) ?? new Uint8Array(0);
  try {
    return equalBytes(await engine(SELF_TEST), expected) ? 'right' : 'wrong';
  } catch {
    return 'refused';
  }
}
