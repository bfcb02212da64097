// Where this browser keeps the vault, as the services take it.
import {
  forgetEverything,
  readInstalledMarker,
  readSignedSettings,
  writeInstalledMarker,
  writeSignedSettings,
} from '../../platform/storage/local-store.ts';
import {
  changeMarkStore,
  deleteAnchor,
  localMirror,
  readAnchor,
  writeAnchor,
} from '../../platform/storage/mirror-store.ts';
import {
  deleteSession,
  readEngineFailed,
  readSession,
  writeEngineFailed,
  writeSession,
} from '../../platform/storage/session-store.ts';
import { VaultDatabases } from '../../platform/storage/vault-databases.ts';
import { markFor, type MarkServices, withMark } from './change-mark.ts';

export function browserStores(services: () => MarkServices) {
  const mark = markFor(changeMarkStore, services);
  return {
    mark,
    generations: withMark(new VaultDatabases(), mark),
    mirror: localMirror,
    anchor: { read: readAnchor, write: writeAnchor, delete: deleteAnchor },
    local: { readInstalledMarker, writeInstalledMarker, forgetEverything },
    engineFailed: { read: readEngineFailed, write: writeEngineFailed },
  };
}

/** The unlocked key, and nowhere else. */
export const sessionStore = { read: readSession, write: writeSession, delete: deleteSession };

export const settingsStore = { read: readSignedSettings, write: writeSignedSettings };
