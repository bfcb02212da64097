// Makes the golden vault with passkeys: every byte of it follows from a seed, so that it can be made again.
import { decodeHex, encodeHex } from '../../../src/core/bytes/hex.ts';
import { createVault } from '../../../src/core/vault/head.ts';
import { passkeyRecordOf } from '../../../src/core/vault/records/passkey-record.ts';
import { Vault } from '../../../src/core/vault/vault.ts';
import { passkeyNamed } from './passkeys.ts';
import { idOf, PASSPHRASE, put, recordNamed } from '../vault/fixture.ts';
import { MemoryStore } from '../vault/memory-store.ts';
import { START, testOutside } from '../vault/outside.ts';

export interface GoldenPasskeys {
  readonly format: 1;
  readonly derivedKey: string;
  readonly vaultKey: string;
  readonly seq: number;
  readonly passkeys: readonly {
    readonly id: string;
    readonly deletedAt: number | null;
    readonly passkey: unknown;
    readonly privateKey: string;
    readonly prfSecret: string;
  }[];
  readonly values: { readonly [key: string]: string };
}

/** A private key of Ed25519 in PKCS#8 (RFC 8410, section 7), of a seed of sevens: it signs. */
const ED25519 = decodeHex(`302e020100300506032b657004220420${'07'.repeat(32)}`) ?? new Uint8Array(0);

const ADA = passkeyNamed('ada', { algorithm: -8, privateKey: ED25519, displayName: 'Ada \u{1f511}' });
const BOB = passkeyNamed('bob', { rpId: 'xn--bcher-kva.example', rpName: 'B\u00fccher', hasCopy: true });

export async function makeGoldenPasskeys(): Promise<GoldenPasskeys> {
  const store = new MemoryStore();
  const outside = testOutside('golden vault with passkeys, format 1');
  const open = await createVault(PASSPHRASE, store, outside);
  const vault = new Vault(open.keys, store, outside);
  const passkey = (number: number, kept: typeof ADA, deletedAt: number | null) =>
    ({ kind: 'put', id: idOf(number), record: passkeyRecordOf(kept), deletedAt }) as const;
  await vault.commit([put(idOf(1), recordNamed('alice')), passkey(2, ADA, null)]);
  outside.clock.advance(1000);
  await vault.commit([passkey(2, { ...ADA, lastUsedAt: START + 900 }, null), passkey(3, BOB, null)]);
  outside.clock.advance(1000);
  await vault.commit([passkey(3, { ...BOB, hiddenAt: START + 1500 }, START + 2000)]);
  const entries = await vault.passkeys();
  const read = await vault.readPasskeys(entries);
  return {
    format: 1,
    derivedKey: encodeHex(PASSPHRASE.derivedKey),
    vaultKey: encodeHex(open.vaultKey),
    seq: (await vault.root()).seq,
    passkeys: entries.map(({ id, deletedAt }, index) => {
      const answer = read[index];
      if (answer?.ok !== true) throw new Error('the golden vault does not read back');
      const { passkey: described, privateKey, prfSecret } = answer.record;
      const secrets = { privateKey: encodeHex(privateKey), prfSecret: encodeHex(prfSecret) };
      return { id, deletedAt, passkey: described, ...secrets };
    }),
    values: Object.fromEntries([...store.values].map(([key, value]) => [key, encodeHex(value)])),
  };
}
