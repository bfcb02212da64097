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
import { readErrors, writeErrors } from '../platform/error-log.ts';
import { extensionVersion } from '../platform/i18n.ts';
import {
  deleteInstalledMarker,
  readInstalledMarker,
  readLockAfterMs,
  writeInstalledMarker,
  writeLockAfterMs,
} from '../platform/local-store.ts';
import { deleteAnchor, localMirror, readAnchor, writeAnchor } from '../platform/mirror-store.ts';
import { allowedPatterns, onPermissionsChanged } from '../platform/permissions.ts';
import { onRuntimeMessage, ownExtension, sendToDocument, tellPages } from '../platform/runtime-messages.ts';
import { injectScript, registerSiteScript } from '../platform/scripting.ts';
import {
  deletePendingFill,
  deleteSession,
  readEngineFailed,
  readFilledUntil,
  readPendingFill,
  readSession,
  restrictStorageAccess,
  writeFilledUntil,
  writePendingFill,
  writeEngineFailed,
  writeSession,
} from '../platform/session-store.ts';
import { systemClock, systemRandom } from '../platform/system.ts';
import { activeTab, originOfTab } from '../platform/tabs.ts';
import { storageAnswer } from '../platform/storage-answer.ts';
import { onCommand, openPopup, setBadge } from '../platform/toolbar.ts';
import { VaultDatabases } from '../platform/vault-databases.ts';
import { webCryptoAead } from '../platform/webcrypto-aead.ts';
import { exclusively, exclusivelyOnMirror } from '../platform/writer-lock.ts';
import { AccountsService } from './accounts-service.ts';
import { AutofillService } from './autofill-service.ts';
import { CodesService } from './codes-service.ts';
import { DiagnosticsService } from './diagnostics-service.ts';
import { removedIds } from './examine-vault.ts';
import { HistoryService } from './history-service.ts';
import { LeaveService } from './leave-service.ts';
import { MirrorService } from './mirror-service.ts';
import { RepairService } from './repair-service.ts';
import { contentHandlers, failureOf, pageHandlers, type Services } from './routes.ts';
import { createSiteAccess } from './site-access.ts';
import { SlotsService } from './slots-service.ts';
import { VaultService } from './vault-service.ts';

const PAGES = ['/src/popup/index.html', '/src/manage/index.html'];

/** The mirror follows within a second; several changes in a row are one. */
const MIRROR_AFTER_MS = 300;

const outside = { aead: webCryptoAead, random: systemRandom, clock: systemClock };

const generations = new VaultDatabases();
const local = { readInstalledMarker, writeInstalledMarker, deleteInstalledMarker, readLockAfterMs };
const anchor = { read: readAnchor, write: writeAnchor, delete: deleteAnchor };
const stores = { generations, mirror: localMirror, anchor, local };

const vaults = new VaultService({
  ...stores,
  session: { read: readSession, write: writeSession, delete: deleteSession },
  outside,
  exclusively,
  tellPages: (event) => tellPages({ event }),
  scheduleLock: scheduleLockAlarm,
  onStored: () => mirrors.schedule(),
  engineFailed: { read: readEngineFailed, write: writeEngineFailed },
  mirrorNow: () => mirrors.sync(),
});
const mirrors: MirrorService = new MirrorService({
  medium: localMirror,
  survey: () => vaults.survey(),
  clock: systemClock,
  removedIds: () => removedIds(vaults),
  exclusively: exclusivelyOnMirror,
  soon: (work) => void setTimeout(work, MIRROR_AFTER_MS),
  onFailure: (error) => void diagnostics.note('mirror', error),
});
const diagnostics = new DiagnosticsService({
  ...stores,
  vaults,
  mirrors,
  errors: { read: readErrors, write: writeErrors },
  clock: systemClock,
  storage: storageAnswer,
  version: extensionVersion(),
});
const repairs = new RepairService({ ...stores, vaults, mirrors, outside, exclusively });
const leaving = new LeaveService({ ...stores, vaults, mirrors, outside, exclusively });
const slots = new SlotsService({ vaults, mirrors, generations, local, outside });
const history = new HistoryService(vaults, outside);
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
  slots,
  repairs,
  leaving,
  history,
  diagnostics,
  onUnlocked: () => void lookAfterVault(),
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
// A worker before this one may have died between a change and its mirror.
mirrors.schedule();

/** In peace, after unlocking: the trash of 30 days ago goes, and every record is compared with the index. */
async function lookAfterVault(): Promise<void> {
  try {
    await history.dropExpired();
    await repairs.check();
  } catch (error) {
    const hasLocked =
      error instanceof RequestFailure && (error.code === 'locked' || error.code === 'read-only');
    if (!hasLocked) await diagnostics.note('check', error);
  }
}

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
