// Passkeys from another application's file: what each would mean for the vault, and the changes that add them.
import { encodeUtf8 } from '../../core/bytes/utf8.ts';
import type { PasskeyCrypto } from '../../core/passkeys/passkey.ts';
import type { VaultChange } from '../../core/vault/commit.ts';
import type { Outside } from '../../core/vault/outside.ts';
import type { PasskeyRecord } from '../../core/vault/records/passkey-record.ts';
import type { Vault } from '../../core/vault/vault.ts';
import type { PasskeyEntry } from '../../core/vault/vault-index.ts';
import type { DecodedImportedPasskey } from '../../messaging/transfer-requests.ts';
import type { ImportedPasskeyKind } from '../../messaging/transfer-responses.ts';

/** Same credential id, same passkey: no two share one. A key that does not sign is none. */
export async function planPasskeys(
  passkeys: readonly DecodedImportedPasskey[],
  vault: Vault,
  crypto: PasskeyCrypto,
): Promise<readonly ImportedPasskeyKind[]> {
  const known = byCredentialId(await vault.passkeys());
  const seen = new Set<string>();
  return Promise.all(
    passkeys.map(async (passkey) => {
      const { credentialId } = passkey;
      const entry = known.get(credentialId);
      const isRepeated = seen.has(credentialId);
      seen.add(credentialId);
      if (isRepeated || entry?.deletedAt === null) return 'same';
      if (!(await signs(passkey, crypto))) return 'broken';
      return entry === undefined ? 'new' : 'in-trash';
    }),
  );
}

/** What the plan offers and nothing else; one in the trash comes out of it as it is there. */
export async function passkeyChanges(
  passkeys: readonly DecodedImportedPasskey[],
  vault: Vault,
  { crypto, newId, outside }: { crypto: PasskeyCrypto; newId: () => string; outside: Outside },
): Promise<readonly VaultChange[]> {
  const kinds = await planPasskeys(passkeys, vault, crypto);
  const known = byCredentialId(await vault.passkeys());
  const changes: VaultChange[] = [];
  for (const [index, passkey] of passkeys.entries()) {
    const entry = known.get(passkey.credentialId);
    if (kinds[index] === 'new')
      changes.push({ kind: 'put', id: newId(), record: recordOf(passkey, outside), deletedAt: null });
    if (kinds[index] !== 'in-trash' || entry === undefined) continue;
    const [read] = await vault.readPasskeys([entry]);
    if (read?.ok === true) changes.push({ kind: 'put', id: entry.id, record: read.record, deletedAt: null });
  }
  return changes;
}

function recordOf(
  { privateKey, createdAt, ...described }: DecodedImportedPasskey,
  { random, clock }: Outside,
): PasskeyRecord {
  return {
    type: 'passkey',
    passkey: {
      ...described,
      createdAt: createdAt ?? clock.now(),
      lastUsedAt: null,
      hiddenAt: null,
      hasCopy: true,
    },
    privateKey,
    prfSecret: random.bytes(32),
  };
}

function byCredentialId(entries: readonly PasskeyEntry[]): ReadonlyMap<string, PasskeyEntry> {
  // One in use comes last, so that it counts.
  const ordered = entries.toSorted((a, b) => Number(a.deletedAt === null) - Number(b.deletedAt === null));
  return new Map(ordered.map((entry) => [entry.passkey.credentialId, entry]));
}

async function signs(
  { algorithm, privateKey }: DecodedImportedPasskey,
  crypto: PasskeyCrypto,
): Promise<boolean> {
  try {
    await crypto.sign(algorithm, privateKey, encodeUtf8('a passkey that is imported'));
    return true;
  } catch {
    return false;
  }
}
