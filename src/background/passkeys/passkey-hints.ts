// Whether this site may have a passkey here, known while the vault is locked: without it every sign-in with another
// provider's passkey would first be asked for our passphrase. What is kept says nothing certain about any site.
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import * as v from 'valibot';
import { decodeHex, encodeHex } from '../../core/bytes/hex.ts';
import { encodeUtf8 } from '../../core/bytes/utf8.ts';
import type { Random } from '../../core/vault/outside.ts';

export interface PasskeyHintsParts {
  readonly store: { read(): Promise<unknown>; write(hints: unknown): Promise<void> };
  /** The rp ids of the passkeys that are in use; undefined while the vault is locked. */
  readonly rpIds: () => Promise<readonly string[] | undefined>;
  readonly random: Random;
}

/** One site in 65 536 is taken for another: who reads the marks can guess, and can be sure of nothing. */
const MARK_BYTES = 2;
const KEY_BYTES = 32;

const hintsSchema = v.object({
  key: v.pipe(v.string(), v.length(KEY_BYTES * 2), v.hexadecimal()),
  marks: v.array(v.pipe(v.string(), v.length(MARK_BYTES * 2), v.hexadecimal())),
});

export class PasskeyHints {
  readonly #parts: PasskeyHintsParts;

  constructor(parts: PasskeyHintsParts) {
    this.#parts = parts;
  }

  /** Those of the given rp ids that may have one: as the vault says, or as the marks do while it is locked. */
  async among(given: readonly string[]): Promise<readonly string[]> {
    const kept = await this.#parts.rpIds();
    if (kept !== undefined) return given.filter((rpId) => kept.includes(rpId));
    const { key, marks } = (await this.#read()) ?? { key: '', marks: [] };
    return given.filter((rpId) => marks.includes(markOf(key, rpId)));
  }

  /** After a change and after unlocking. Written only where it differs; whether it did. */
  async follow(): Promise<boolean> {
    const rpIds = await this.#parts.rpIds();
    if (rpIds === undefined) return false;
    const known = await this.#read();
    const key = known?.key ?? encodeHex(this.#parts.random.bytes(KEY_BYTES));
    const marks = [...new Set(rpIds.map((rpId) => markOf(key, rpId)))].toSorted();
    if (marks.join() === (known?.marks ?? []).join()) return false;
    await this.#parts.store.write({ key, marks });
    return true;
  }

  async #read(): Promise<v.InferOutput<typeof hintsSchema> | undefined> {
    const read = v.safeParse(hintsSchema, await this.#parts.store.read());
    return read.success ? read.output : undefined;
  }
}

function markOf(key: string, rpId: string): string {
  const mac = hmac(sha256, decodeHex(key) ?? new Uint8Array(), encodeUtf8(rpId));
  return encodeHex(mac.subarray(0, MARK_BYTES));
}
