// Where this browser keeps the vault, as the services take it.
import {
  forgetEverything,
  readInstalledMarker,
  readSignedSettings,
  writeInstalledMarker,
  writeSignedSettings,
} from '../../platform/storage/local-store.ts';
import { deleteAnchor, localMirror, readAnchor, writeAnchor } from '../../platform/storage/mirror-store.ts';
import { deleteSession, readSession, writeSession } from '../../platform/storage/session-store.ts';
import { VaultDatabases } from '../../platform/storage/vault-databases.ts';

export const stores = {
  generations: new VaultDatabases(),
  mirror: localMirror,
  anchor: { read: readAnchor, write: writeAnchor, delete: deleteAnchor },
  local: { readInstalledMarker, writeInstalledMarker, forgetEverything },
};

/** The unlocked key, and nowhere else. */
export const sessionStore = { read: readSession, write: writeSession, delete: deleteSession };

export const settingsStore = { read: readSignedSettings, write: writeSignedSettings };
