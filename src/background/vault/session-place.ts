import { decodeBase64, encodeBase64 } from '../../core/bytes/base64.ts';
import { decodeHex, encodeHex } from '../../core/bytes/hex.ts';
import { FallbackStore } from '../../core/vault/mirror/fallback-store.ts';
import type { OpenKeys } from '../../core/vault/head.ts';
import { deriveVaultKeys, type VaultKeys } from '../../core/vault/keys/keys.ts';
import type { UnlockedSession } from '../../core/vault/lock.ts';
import { type MirrorMedium, MirrorStore } from '../../core/vault/mirror/mirror-store.ts';
import type { Outside } from '../../core/vault/outside.ts';
import { SalvageStore } from '../../core/vault/mirror/salvage-store.ts';
import { mayWrite } from '../../core/vault/start-up.ts';
import type { Generations, VaultStore } from '../../core/vault/store.ts';
import { Vault } from '../../core/vault/vault.ts';
import { RequestFailure } from '../../messaging/failure.ts';
import { type AnchorStore, anchorSeq } from './examine-vault.ts';
import type { SessionPlace } from './unlocked-session.ts';
import { type SurveyParts, surveyVault } from './vault-survey.ts';

interface StoreParts {
  readonly generations: Generations;
  readonly mirror: MirrorMedium;
  readonly anchor: AnchorStore;
  readonly outside: Outside;
}

export interface OpenedVault {
  readonly vault: Vault;
  readonly session: UnlockedSession;
  readonly open: OpenKeys;
}

export function placeOf(
  { vaultKey, keys: { vaultId, epoch } }: OpenKeys,
  place: Pick<UnlockedSession, 'generation' | 'decision'>,
): SessionPlace {
  return { vaultKey: encodeBase64(vaultKey), vaultId: encodeHex(vaultId), epoch, ...place };
}

/**
 * A worker that died between writing a whole new database and moving the session to it left the session on the old one:
 * what would be written there now would be gone after the next unlocking.
 */
export async function isLeftBehind(
  { generation }: Pick<UnlockedSession, 'generation'>,
  parts: SurveyParts,
): Promise<boolean> {
  const listed = await parts.generations.list().catch(() => []);
  if (!listed.some((other) => other > generation)) return false;
  const survey = await surveyVault(parts);
  return survey.engine === 'opened' && survey.generation > generation;
}

/** The vault of a session, none of it read yet. @throws RequestFailure `locked` where the session holds no key. */
export function openedVault(session: UnlockedSession, parts: StoreParts): OpenedVault {
  const vaultKey = decodeBase64(session.vaultKey);
  const vaultId = decodeHex(session.vaultId);
  if (vaultKey === undefined || vaultId === undefined) throw new RequestFailure('locked');
  const keys = deriveVaultKeys(vaultKey, vaultId, session.epoch);
  const mode = {
    isReadOnly: !mayWrite(session.decision),
    isSalvaged: session.decision === 'run-salvaged',
  };
  const vault = new Vault(keys, storeFor(session, keys, parts), parts.outside, mode);
  return { vault, session, open: { vaultKey, keys } };
}

/** Where an unlocked vault reads and writes: by what was decided when it was unlocked. */
function storeFor(
  { decision, generation }: Pick<UnlockedSession, 'decision' | 'generation'>,
  keys: VaultKeys,
  { generations, mirror, anchor, outside }: StoreParts,
): VaultStore {
  const copy = new MirrorStore(mirror);
  if (decision === 'run-from-mirror') return copy;
  const database = generations.at(generation);
  return decision === 'run-salvaged'
    ? new SalvageStore([database, copy], keys, outside)
    : new FallbackStore(database, copy, async (seq) => seq === (await anchorSeq(keys, anchor)));
}
