// The composition root: platform's adapters are handed to the services, and every listener is registered in the first
// turn, because a stopped worker is started by the very event that it must hear.
import autofillScript from '../content/autofill.iife.ts?iife';
import siteScript from '../content/site.iife.ts?iife';
import { DEFAULT_LOCK_AFTER_MS } from '../core/vault/lock.ts';
import { RequestFailure } from '../messaging/failure.ts';
import { createRouter } from '../messaging/router.ts';
import {
  onBrowserStart,
  onLockAlarm,
  onScreenLocked,
  scheduleLockAlarm,
} from '../platform/auto-lock-signals.ts';
import { IndexedDbStore } from '../platform/indexeddb-store.ts';
import {
  hasInstalledMarker,
  readLockAfterMs,
  writeInstalledMarker,
  writeLockAfterMs,
} from '../platform/local-store.ts';
import { allowedPatterns, onPermissionsChanged } from '../platform/permissions.ts';
import { onRuntimeMessage, ownExtension, sendToDocument, tellPages } from '../platform/runtime-messages.ts';
import { injectScript, registerSiteScript } from '../platform/scripting.ts';
import {
  deletePendingFill,
  deleteSession,
  readFilledUntil,
  readPendingFill,
  readSession,
  restrictStorageAccess,
  writeFilledUntil,
  writePendingFill,
  writeSession,
} from '../platform/session-store.ts';
import { systemClock, systemRandom } from '../platform/system.ts';
import { activeTab, originOfTab } from '../platform/tabs.ts';
import { onCommand, openPopup, setBadge } from '../platform/toolbar.ts';
import { webCryptoAead } from '../platform/webcrypto-aead.ts';
import { exclusively } from '../platform/writer-lock.ts';
import { AccountsService } from './accounts-service.ts';
import { AutofillService } from './autofill-service.ts';
import { CodesService } from './codes-service.ts';
import { contentHandlers, failureOf, pageHandlers, type Services } from './routes.ts';
import { createSiteAccess } from './site-access.ts';
import { VaultService } from './vault-service.ts';

const PAGES = ['/src/popup/index.html', '/src/manage/index.html'];

const outside = { aead: webCryptoAead, random: systemRandom, clock: systemClock };

const vaults = new VaultService({
  engine: new IndexedDbStore(),
  session: { read: readSession, write: writeSession, delete: deleteSession },
  local: { hasInstalledMarker, writeInstalledMarker, readLockAfterMs },
  outside,
  exclusively,
  tellPages: (event) => tellPages({ event }),
  scheduleLock: scheduleLockAlarm,
});
const accounts = new AccountsService(vaults, outside);
const codes = new CodesService({
  vaults,
  outside,
  filled: { read: readFilledUntil, write: writeFilledUntil },
});
const autofill = new AutofillService({
  accounts,
  codes,
  reach: {
    inject: (tabId) => injectScript(tabId, autofillScript),
    send: sendToDocument,
    originOf: originOfTab,
  },
  pending: { read: readPendingFill, write: writePendingFill, delete: deletePendingFill },
  random: systemRandom,
  clock: systemClock,
});
const services: Services = {
  vaults,
  accounts,
  codes,
  autofill,
  originOfTab,
  activeTab,
  lockAfterMs: {
    read: async () => (await readLockAfterMs()) ?? DEFAULT_LOCK_AFTER_MS,
    write: writeLockAfterMs,
  },
  showBadge: setBadge,
};
const router = createRouter(
  { ...ownExtension(), extensionId: ownExtension().id, paths: PAGES },
  pageHandlers(services),
  contentHandlers(services),
  failureOf,
);
const followPermissions = createSiteAccess({
  allowedPatterns,
  register: (patterns) => registerSiteScript(siteScript, patterns),
  exclusively,
});

onRuntimeMessage((message, sender) => router.route(message, sender));
onLockAlarm(() => void vaults.lockIfOver());
onScreenLocked(() => void vaults.lock());
onBrowserStart(() => void vaults.lock());
onPermissionsChanged(() => void followPermissions());
onCommand((command, tabId) => {
  if (command === 'fill-code' && tabId !== undefined) void fillByCommand(tabId);
});

void restrictStorageAccess();
void followPermissions();

/** Where the choice is not clear, or the vault is locked, the popup goes on: it has activeTab from this command. */
async function fillByCommand(tabId: number): Promise<void> {
  try {
    if ((await autofill.fillOnlyAccount(tabId)) === 'filled') return;
  } catch (error) {
    // The popup asks for the passphrase, or says why nothing was filled.
    if (error instanceof RequestFailure && error.code === 'locked') await autofill.rememberFill(tabId);
  }
  await openPopup();
}
