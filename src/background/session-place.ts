import { encodeBase64 } from '../core/bytes/base64.ts';
import { encodeHex } from '../core/bytes/hex.ts';
import { FallbackStore } from '../core/vault/fallback-store.ts';
import type { OpenKeys } from '../core/vault/head.ts';
import type { VaultKeys } from '../core/vault/keys.ts';
import type { UnlockedSession } from '../core/vault/lock.ts';
import { type MirrorMedium, MirrorStore } from '../core/vault/mirror-store.ts';
import type { Outside } from '../core/vault/outside.ts';
import { SalvageStore } from '../core/vault/salvage-store.ts';
import type { Generations, VaultStore } from '../core/vault/store.ts';
import { type AnchorStore, anchorSeq } from './examine-vault.ts';
import type { SessionPlace } from './unlocked-session.ts';
import { type SurveyParts, surveyVault } from './vault-survey.ts';

interface StoreParts {
  readonly generations: Generations;
  readonly mirror: MirrorMedium;
  readonly anchor: AnchorStore;
  readonly outside: Outside;
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

/** Where an unlocked vault reads and writes: by what was decided when it was unlocked. */
export function storeFor(
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
