// Where this browser keeps the vault, as the services take it.
import {
  forgetEverything,
  readInstalledMarker,
  readSignedSettings,
  writeInstalledMarker,
  writeSignedSettings,
} from '../platform/local-store.ts';
import { deleteAnchor, localMirror, readAnchor, writeAnchor } from '../platform/mirror-store.ts';
import { deleteSession, readSession, writeSession } from '../platform/session-store.ts';
import { VaultDatabases } from '../platform/vault-databases.ts';

export const stores = {
  generations: new VaultDatabases(),
  mirror: localMirror,
  anchor: { read: readAnchor, write: writeAnchor, delete: deleteAnchor },
  local: { readInstalledMarker, writeInstalledMarker, forgetEverything },
};

/** The unlocked key, and nowhere else. */
export const sessionStore = { read: readSession, write: writeSession, delete: deleteSession };

export const settingsStore = { read: readSignedSettings, write: writeSignedSettings };
