// The services of the background over fakes: a store in memory, a session that dies with the test, a clock that waits.
import { AccountsService } from '../../../src/background/accounts/accounts-service.ts';
import { AutofillService } from '../../../src/background/fill/autofill-service.ts';
import type { PageReach } from '../../../src/background/fill/page-frames.ts';
import { UseService } from '../../../src/background/accounts/use-service.ts';
import { BackupService } from '../../../src/background/transfer/backup-service.ts';
import { CodesService } from '../../../src/background/accounts/codes-service.ts';
import { markFor, withMark } from '../../../src/background/vault/change-mark.ts';
import { DiagnosticsService } from '../../../src/background/vault/diagnostics-service.ts';
import { removedIds } from '../../../src/background/vault/examine-vault.ts';
import { PasskeyRecords } from '../../../src/background/passkeys/passkey-records.ts';
import { RecoveryFillService } from '../../../src/background/fill/recovery-fill-service.ts';
import { RecentSurvey } from '../../../src/background/vault/recent-survey.ts';
import { RecoveryService } from '../../../src/background/accounts/recovery-service.ts';
import { ExportService } from '../../../src/background/transfer/export-service.ts';
import { ManyAccountsService } from '../../../src/background/accounts/many-accounts-service.ts';
import { HistoryService } from '../../../src/background/vault/history-service.ts';
import { ImportService } from '../../../src/background/transfer/import-service.ts';
import { LeaveService } from '../../../src/background/vault/leave-service.ts';
import { OfferService, type SiteChoice } from '../../../src/background/fill/offer-service.ts';
import { MirrorService } from '../../../src/background/vault/mirror-service.ts';
import { RepairService } from '../../../src/background/vault/repair-service.ts';
import { SlotsService } from '../../../src/background/vault/slots-service.ts';
import { VaultService } from '../../../src/background/vault/vault-service.ts';
import { createCodeClock } from '../../../src/background/clock-service.ts';
import { PolicyService } from '../../../src/background/policy-service.ts';
import { SettingsService } from '../../../src/background/vault/settings-service.ts';
import { UsageService } from '../../../src/background/accounts/usage-service.ts';
import type { Engine } from '../../../src/core/vault/store.ts';
import type { DecodedNewAccount } from '../../../src/messaging/page-requests.ts';
import { webCryptoPasskeys } from '../../../src/platform/crypto/webcrypto-passkeys.ts';
import { breathe } from '../../../src/platform/system.ts';
import { type FakeBrowser, outlinesOf, screensOf, wordsOf } from '../fake-browser.ts';
import { clipboardServiceOf, clockServiceOf } from '../side-services.ts';
import { DERIVED_KEY, PASSPHRASE, RFC_SECRET, TOTP } from './fixture.ts';

const NO_PAGES: PageReach = {
  inject: () => Promise.resolve([]),
  send: () => Promise.resolve(undefined),
  originOf: () => Promise.resolve(null),
  isPrivate: () => Promise.resolve(false),
};

/** A service worker that has just started in this browser. Its mirror follows when `settle` is called. */
export function startWorker(
  browser: FakeBrowser,
  { engine, reach = NO_PAGES }: { readonly engine?: Engine; readonly reach?: PageReach } = {},
) {
  const { outside, sessionStore: session, facts: local, mirror } = browser;
  const mark = markFor(browser.changeMark, () => ({ vaults, mirrors }));
  const generations = withMark(browser.generations, mark);
  const recent = new RecentSurvey(outside.clock);
  const exclusively = recent.writing(browser.exclusively);
  if (engine !== undefined) browser.generations.engines.set(0, engine);
  const stores = { generations, mark, mirror, anchor: browser.anchorStore, local };
  const policies = new PolicyService({
    told: browser.policyTold,
    memory: browser.policyMemory,
    onChange: () => void vaults.lockChoiceChanged().catch(() => undefined),
  });
  const settings = new SettingsService({
    store: browser.settingsStore,
    session,
    policies,
  });
  const vaults = new VaultService({
    ...stores,
    session,
    outside,
    recent,
    exclusively,
    tellPages: browser.tellPages,
    lockChoice: () => settings.lockChoice(),
    scheduleLock: (lockAt) => void browser.alarms.push(lockAt),
    onChanging: () => screens.drop(),
    onStored: () => mirrors.schedule(),
    engineFailed: browser.engineFailedStore,
    mirrorNow: () => mirrors.sync(),
  });
  const due: (() => void)[] = [];
  const mirrors: MirrorService = new MirrorService({
    medium: mirror,
    mark,
    survey: () => vaults.survey(),
    clock: outside.clock,
    removedIds: () => removedIds(vaults),
    exclusively: (work) => work(),
    soon: (work) => void due.push(work),
    onFailure: () => undefined,
  });
  const usage = new UsageService({
    store: {
      read: async () => {
        if (browser.local.broken) throw new Error('storage.local does not answer');
        return browser.local.usage;
      },
      write: async (sealed) => void (browser.local.usage = sealed),
    },
    session,
    outside,
  });
  const outlines = outlinesOf(browser, { vaults, usage, outside });
  const screens = screensOf(browser, { vaults, usage, settings, clock: outside.clock });
  const accounts = new AccountsService(vaults, outside, (id) => usage.note(id));
  const codes = new CodesService({
    vaults,
    outlines,
    codeTime: createCodeClock(outside.clock, settings),
    filled: browser.filledStore,
  });
  const pending = {
    read: () => Promise.resolve(browser.pending),
    write: async (next: FakeBrowser['pending']) => void (browser.pending = next),
    delete: async () => void (browser.pending = undefined),
  };
  const { random, clock } = outside;
  const isPrivate = (tabId: number) => reach.isPrivate(tabId);
  const uses = new UseService({ accounts, store: browser.useStore, isPrivate, clock });
  const submitsOn = async (origin: string) => (await offers.choiceFor(origin)).submits;
  const recoveryFills = new RecoveryFillService(vaults, clock);
  const recoveryParts = { recovery: recoveryFills };
  const autofill = new AutofillService({
    ...recoveryParts,
    accounts,
    codes,
    uses,
    reach,
    pending,
    submitsOn,
    random,
    clock,
  });
  const offers: OfferService = new OfferService({
    ...recoveryParts,
    accounts,
    autofill,
    choices: {
      read: async () => browser.siteChoices,
      write: async (choices: ReadonlyMap<string, SiteChoice>) => void (browser.siteChoices = choices),
    },
    tell: async (tabId, command) => browser.told.push([tabId, command.do]),
    openPopup: async () => void browser.told.push([0, 'popup']),
  });
  const repairs = new RepairService({ ...stores, vaults, mirrors, outside, exclusively });
  const leaving = new LeaveService({ ...stores, vaults, mirrors, outside, exclusively });
  const slots = new SlotsService({ vaults, mirrors, generations, local, settings, outside });
  const backups = new BackupService({
    vaults,
    slots,
    anchor: browser.anchorStore,
    facts: {
      readLast: async () => browser.lastBackup,
      writeLast: async (last) => void (browser.lastBackup = last),
      readMade: async () => browser.madeBackup,
      writeMade: async (made) => void (browser.madeBackup = made),
    },
    outside,
  });
  const history = new HistoryService(vaults, outside);
  const imports = new ImportService({ vaults, history, outside, crypto: webCryptoPasskeys, breathe });
  const recovery = new RecoveryService({
    vaults,
    slots,
    outside,
    readText: async () => browser.pageText,
    originOf: () => Promise.resolve(null),
  });
  const diagnostics = new DiagnosticsService({
    ...stores,
    vaults,
    mirrors,
    clock,
    errors: {
      read: () => Promise.resolve(browser.errors),
      write: async (errors) => void (browser.errors = errors),
    },
    storage: () => Promise.resolve({ persisted: true, usage: 1, quota: 2 }),
    version: '0.0.0',
  });
  /** Runs what the worker does a moment later: the mirror and the anchor. */
  async function settle(): Promise<void> {
    due.length = 0;
    await mirrors.sync();
    await vaults.writeAnchor();
  }
  const clipboard = clipboardServiceOf(browser);
  return {
    vaults,
    accounts,
    codes,
    autofill,
    uses,
    offers,
    settings,
    usage,
    outlines,
    screens,
    words: wordsOf,
    manyAccounts: new ManyAccountsService(vaults, outside.clock),
    clipboard,
    clock: clockServiceOf(browser, { vaults, settings }),
    repairs,
    leaving,
    slots,
    backups,
    history,
    imports,
    exports: new ExportService(vaults, slots, () => policies.sure()),
    recovery,
    policies,
    passkeys: new PasskeyRecords({ vaults, backups, outside }),
    recoveryFills,
    diagnostics,
    mirrors,
    settle,
  };
}

export type Worker = ReturnType<typeof startWorker>;

export async function createUnlocked(
  browser: FakeBrowser,
  options?: Parameters<typeof startWorker>[1],
): Promise<Worker> {
  const worker = startWorker(browser, options);
  await worker.vaults.create(PASSPHRASE);
  return worker;
}

/** Unlocks by the one passphrase slot, as the pages do. */
export async function unlock(worker: Worker, derivedKey = DERIVED_KEY): Promise<void> {
  const status = await worker.vaults.status();
  if (status.state !== 'locked') throw new Error(`the vault is ${status.state}`);
  const slot = status.slots.find(({ kind }) => kind === 'passphrase');
  if (slot === undefined) throw new Error('no passphrase slot');
  await worker.vaults.unlock(slot.slotId, derivedKey);
}

export function newAccount(accountName: string, more: Partial<DecodedNewAccount> = {}): DecodedNewAccount {
  return {
    issuer: 'Example',
    accountName,
    secret: RFC_SECRET,
    parameters: TOTP,
    sites: [{ origin: 'https://example.com', match: 'origin' }],
    unknownParameters: [],
    ...more,
  };
}

export async function addAccount(
  worker: Worker,
  account: DecodedNewAccount,
  replaces: string | null = null,
): Promise<string> {
  const [id] = await worker.accounts.add([{ account, replaces }]);
  if (id === undefined) throw new Error('no id');
  return id;
}
