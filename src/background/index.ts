// The composition root: platform's adapters are handed to the services, and every listener is registered in the first
// turn, because a stopped worker is started by the very event that it must hear.
import sheetScript from '../content/sheet.iife.ts?iife';
import { createRouter } from '../messaging/router.ts';
import { onAway, onBrowserStart, onLockAlarm, scheduleLockAlarm } from '../platform/auto-lock-signals.ts';
import { backupFacts } from '../platform/storage/backup-facts.ts';
import { inTime } from '../platform/deadline.ts';
import { onAlarm } from '../platform/named-alarm.ts';
import { createMenuOnInstall, onMenuClick } from '../platform/context-menus.ts';
import { readErrors, writeErrors } from '../platform/storage/error-log.ts';
import { extensionVersion, localised } from '../platform/i18n.ts';
import { onPermissionsChanged } from '../platform/permissions.ts';
import { onRuntimeMessage, ownExtension, tellPages } from '../platform/runtime-messages.ts';
import { askTopFrame } from '../platform/scripting.ts';
import {
  readFilledUntil,
  restrictStorageAccess,
  writeFilledUntil,
} from '../platform/storage/session-store.ts';
import { breathe, systemClock, systemRandom } from '../platform/system.ts';
import { storageAnswer } from '../platform/storage/storage-answer.ts';
import { askSiteForTime } from '../platform/site-time.ts';
import { activeTab, isPrivateTab, lastSeenTab, originOfTab } from '../platform/tabs.ts';
import { onCommand, openPopup } from '../platform/toolbar.ts';
import { useStore } from '../platform/storage/use-store.ts';
import { webCryptoAead } from '../platform/crypto/webcrypto-aead.ts';
import { webCryptoPasskeys } from '../platform/crypto/webcrypto-passkeys.ts';
import { exclusively, exclusivelyOnMirror } from '../platform/storage/writer-lock.ts';
import { AccountsService } from './accounts/accounts-service.ts';
import { lookAfterVaultSoon } from './vault/after-unlock.ts';
import { BackupService } from './transfer/backup-service.ts';
import { browserPolicies } from './browser-policies.ts';
import { browserFills, browserSiteAccess } from './fill/browser-fills.ts';
import { browserPartialExports, browserScans } from './browser-scans.ts';
import { browserStores, sessionStore as session, settingsStore } from './vault/browser-stores.ts';
import { ClockService, createCodeClock } from './clock-service.ts';
import { CodesService } from './accounts/codes-service.ts';
import { contextMenu, runMenuEntry } from './fill/context-menu.ts';
import { DiagnosticsService } from './vault/diagnostics-service.ts';
import { removedIds } from './vault/examine-vault.ts';
import { ExportService } from './transfer/export-service.ts';
import { fillByCommand } from './fill/fill-by-command.ts';
import { UnfilledNotes } from './fill/unfilled-notes.ts';
import { HistoryService } from './vault/history-service.ts';
import { ImportService } from './transfer/import-service.ts';
import { LeaveService } from './vault/leave-service.ts';
import { lockWhenAway } from './vault/lock-when-away.ts';
import { ManyAccountsService } from './accounts/many-accounts-service.ts';
import { MirrorService } from './vault/mirror-service.ts';
import { startPasskeyProvider } from './passkeys/passkey-provider.ts';
import { PasskeyRecords } from './passkeys/passkey-records.ts';
import type { PreparedScreens } from './accounts/prepared-screens.ts';
import {
  createOutlines,
  createPageSigns,
  createScreens,
  createUsage,
  startQuickAccess,
} from './accounts/quick-access.ts';
import type { PartialExports } from './partial-exports.ts';
import { RecentSurvey } from './vault/recent-survey.ts';
import { RecoveryService } from './accounts/recovery-service.ts';
import { RepairService } from './vault/repair-service.ts';
import { failureOf, pageHandlers, type Services, siteHandlers } from './routes.ts';
import { SettingsService } from './vault/settings-service.ts';
import { SlotsService } from './vault/slots-service.ts';
import { systemClipboard } from './system-clipboard.ts';
import { UseService } from './accounts/use-service.ts';
import { VaultService } from './vault/vault-service.ts';

const PAGES = [
  '/src/popup/index.html',
  '/src/popup/code.html',
  '/src/manage/index.html',
  '/src/passkey/index.html',
];

/** The mirror follows within a second; several changes in a row are one. */
const MIRROR_AFTER_MS = 300;
/** A worker is started by somebody who waits for something: what it looks after by itself can wait for that. */
const CHORES_AFTER_MS = 500;

/** Whoever made a change is answered first, and sees it: what follows looks at every account. */
const FOLLOWS_AFTER_MS = 100;
const afterwards = (work: () => Promise<unknown>) =>
  void setTimeout(() => void work().catch(() => undefined), FOLLOWS_AFTER_MS);

const outside = { aead: webCryptoAead, random: systemRandom, clock: systemClock };

const stores = browserStores(() => ({ vaults, mirrors }));
const recent = new RecentSurvey(systemClock);
const writing = recent.writing(exclusively);
const policies = browserPolicies(() => {
  void provider.followSites();
  afterwards(async () => {
    await vaults.lockChoiceChanged();
    screens.schedule();
  });
  tellPages({ event: 'changed' });
});
const settings = new SettingsService({ store: settingsStore, session, policies });
const vaults = new VaultService({
  ...stores,
  session,
  outside,
  recent,
  exclusively: writing,
  tellPages: (event) => {
    // In a turn of its own: a page that asks again because of it does so after the answer to whoever made the change.
    setTimeout(() => tellPages({ event }));
    if (event === 'locked') void partialExports.drop();
    afterwards(() => badges.refresh());
  },
  lockChoice: () => settings.lockChoice(),
  scheduleLock: scheduleLockAlarm,
  onChanging: () => screens.drop(),
  onStored: () => {
    mirrors.schedule();
    outlines.schedule();
    screens.schedule();
    // A passkey that was kept in one tab is asked for in another a moment later.
    setTimeout(() => void provider.followVault().catch(() => undefined));
    afterwards(followPermissions);
    afterwards(() => vaults.glance((vault) => vault.readAhead()));
  },
  mirrorNow: () => mirrors.sync(),
});
const mirrors: MirrorService = new MirrorService({
  medium: stores.mirror,
  mark: stores.mark,
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
const repairs = new RepairService({ ...stores, vaults, mirrors, outside, exclusively: writing });
const leaving = new LeaveService({ ...stores, vaults, mirrors, outside, exclusively: writing });
const slots = new SlotsService({ ...stores, vaults, mirrors, settings, outside });
const backups = new BackupService({ vaults, slots, anchor: stores.anchor, facts: backupFacts, outside });
const passkeys = new PasskeyRecords({ vaults, backups, outside });
const provider = startPasskeyProvider({ vaults, slots, records: passkeys, policies, outside });
const history = new HistoryService(vaults, outside);
const usage = createUsage(session, outside);
const outlines = createOutlines({ vaults, usage, outside });
const screens: PreparedScreens = createScreens({ vaults, usage, settings, clock: systemClock });
const accounts = new AccountsService(vaults, outside, async (id) => {
  await Promise.all([usage.note(id), screens.drop()]);
  outlines.schedule();
  screens.schedule();
});
const imports = new ImportService({ vaults, history, outside, crypto: webCryptoPasskeys, breathe });
const exports = new ExportService(vaults, slots, () => policies.sure());
const codes = new CodesService({
  vaults,
  outlines,
  codeTime: createCodeClock(systemClock, settings),
  filled: { read: readFilledUntil, write: writeFilledUntil },
});
const uses = new UseService({ accounts, store: useStore, isPrivate: isPrivateTab, clock: systemClock });
const { autofill, offers, recoveryFills } = browserFills({ vaults, accounts, codes, uses });
const readText = (tabId: number) => askTopFrame(tabId, sheetScript, { read: 'text' });
const recovery = new RecoveryService({ vaults, slots, outside, readText, originOf: originOfTab });
const clipboard = systemClipboard();
const clock = new ClockService({
  vaults,
  settings,
  clock: systemClock,
  askSite: askSiteForTime,
  lastSeenTab,
});
const scans = browserScans();
const partialExports: PartialExports = browserPartialExports(vaults);
const badges = startQuickAccess({ accounts, codes, clipboard, uses });
const unfilled = new UnfilledNotes(systemClock);
const services: Services = {
  scans,
  partialExports,
  vaults,
  accounts,
  codes,
  autofill,
  uses,
  inTime,
  offers,
  slots,
  backups,
  recovery,
  passkeys,
  recoveryFills,
  provider,
  repairs,
  leaving,
  history,
  imports,
  exports,
  diagnostics,
  onUnlocked: () =>
    lookAfterVaultSoon({
      history,
      repairs,
      slots,
      diagnostics,
      takeBackPasskeys: provider.takeBackLeft,
      followPermissions,
    }),
  originOfTab,
  activeTab,
  policies,
  settings,
  clipboard,
  clock,
  usage,
  outlines,
  screens,
  words: localised,
  manyAccounts: new ManyAccountsService(vaults, systemClock),
  signs: createPageSigns(accounts),
  unfilled,
};
const router = createRouter(
  { ...ownExtension(), extensionId: ownExtension().id, paths: PAGES, offerPath: '/src/offer/index.html' },
  pageHandlers(services),
  siteHandlers(services, systemClock),
  failureOf,
);
const fillCode = (tabId: number, frameId?: number) =>
  fillByCommand({ autofill, unfilled, openPopup }, tabId, frameId);
const menu = contextMenu({ fillCode, scanImage: (click) => scans.scanImage(click) });
const followPermissions = browserSiteAccess(accounts);

onRuntimeMessage((message, sender) => router.route(message, sender));
onLockAlarm(() => void vaults.lockIfOver());
onAlarm('clipboard', () => void clipboard.clearIfDue());
onAlarm('parts', () => void partialExports.dropExpired());
onAway((signal) => void lockWhenAway(signal, settings, vaults));
onBrowserStart(() => void vaults.lock());
onPermissionsChanged(() => void followPermissions().then(() => badges.refresh()));
onCommand((command, tabId) => {
  if (command === 'fill-code' && tabId !== undefined) void fillCode(tabId);
});
createMenuOnInstall(menu);
onMenuClick((click) => void runMenuEntry(menu, click));

void restrictStorageAccess();
// A worker before this one may have died between a change and its mirror.
mirrors.schedule();
void clipboard.clearIfDue();
setTimeout(() => {
  void policies.remember();
  void followPermissions();
  void scans.dropExpired();
  void partialExports.dropExpired();
}, CHORES_AFTER_MS);
