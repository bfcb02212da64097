import { wholeSiteOf } from '../core/sites/site.ts';
import { type FailureCode, RequestFailure } from '../messaging/failure.ts';
import type { PopupLook } from '../messaging/fill-responses.ts';
import type { PageHandlers, SiteHandlers } from '../messaging/router.ts';
import type { Clock } from '../core/vault/outside.ts';
import { RandomError } from '../core/vault/checked-random.ts';
import { StoreError } from '../core/vault/store.ts';
import { VaultError } from '../core/vault/vault.ts';
import { accountHandlers, type AccountServices } from './accounts/account-routes.ts';
import { backupHandlers } from './transfer/backup-routes.ts';
import type { BackupService } from './transfer/backup-service.ts';
import type { AutofillService } from './fill/autofill-service.ts';
import type { ClipboardService } from './clipboard-service.ts';
import { passkeyListHandlers } from './passkeys/passkey-list-routes.ts';
import {
  passkeyContentHandlers,
  passkeyOfferHandlers,
  passkeyPromptHandlers,
} from './passkeys/passkey-routes.ts';
import type { PolicyService } from './policy-service.ts';
import type { PasskeyProvider } from './passkeys/passkey-provider.ts';
import type { PasskeyRecords } from './passkeys/passkey-records.ts';
import { recoveryHandlers } from './accounts/recovery-routes.ts';
import type { PageSigns } from './fill/page-signs.ts';
import type { RecoveryFillService } from './fill/recovery-fill-service.ts';
import type { RecoveryService } from './accounts/recovery-service.ts';
import { storageHandlers, type StorageServices } from './vault/storage-routes.ts';
import { askBrowser, type OpeningParts, openPopup } from './accounts/popup-opening.ts';
import type { OfferService } from './fill/offer-service.ts';
import { readPage } from './fill/page-reading.ts';
import { ReportRate } from './fill/report-rate.ts';
import type { UnfilledNotes } from './fill/unfilled-notes.ts';
import type { UseService } from './accounts/use-service.ts';
import { scanHandlers, type ScanServices } from './scan-routes.ts';
import { transferHandlers, type TransferServices } from './transfer/transfer-routes.ts';

export interface Services
  extends AccountServices,
    StorageServices,
    TransferServices,
    ScanServices,
    OpeningParts {
  readonly autofill: AutofillService;
  readonly uses: UseService;
  readonly offers: OfferService;
  readonly backups: BackupService;
  readonly recovery: RecoveryService;
  readonly passkeys: PasskeyRecords;
  readonly recoveryFills: RecoveryFillService;
  readonly provider: PasskeyProvider;
  /** What is done in peace after unlocking: the user does not wait for it. */
  readonly onUnlocked: () => void;
  readonly clipboard: ClipboardService;
  readonly signs: PageSigns;
  readonly unfilled: UnfilledNotes;
  readonly policies: PolicyService;
}

export function pageHandlers(services: Services): PageHandlers {
  const { vaults, codes, autofill, settings, clipboard, clock } = services;
  return {
    ...storageHandlers(services),
    ...accountHandlers(services),
    ...backupHandlers(services.backups),
    ...transferHandlers(services),
    'popup/open': () => openPopup(services, askBrowser(services)),
    ...passkeyListHandlers(services),
    ...recoveryHandlers(services.recovery, services.recoveryFills),
    ...passkeyPromptHandlers(services.provider.service),
    ...scanHandlers(services),
    'vault/status': () => vaults.status(),
    'vault/create': async (request) => nothing(vaults.create(request)),
    'vault/unlock': async ({ slotId, derivedKey, source, isPopup }) => {
      const asked = isPopup ? askBrowser(services) : undefined;
      await vaults.unlock(slotId, derivedKey, source);
      services.onUnlocked();
      // Whatever keeps the screen from being made, the vault is open: the popup then asks as it does when it opens.
      return asked === undefined ? null : openPopup(services, asked).catch(() => null);
    },
    'vault/lock': async () => nothing(vaults.lock()),
    'codes/list': ({ ids }) => codes.list(ids),
    'codes/next': async ({ id }) => ({ code: await codes.next(id) }),
    'codes/used': async ({ id }) => nothing(services.uses.note(id, (await services.activeTab()).tabId)),
    'autofill/look': ({ tabId }) => lookAt(tabId, services),
    'autofill/fill': ({ tabId, accountId, ...wish }) => autofill.fill(tabId, accountId, wish),
    'autofill/continue': ({ tabId }) => continueFill(services, tabId),
    'sites/whole': async ({ origins }) => origins.map((origin) => wholeSiteOf(origin) ?? null),
    'sites/choices': () => services.offers.choices(),
    'sites/choose': async ({ pattern, ...choice }) => {
      await services.offers.choose(pattern, choice);
      await services.provider.followSites();
      return null;
    },
    'clock/read': () => clock.view(),
    'clock/check': ({ tabId }) => clock.check(tabId),
    'clock/correct': ({ offsetSeconds }) => nothing(clock.correct(offsetSeconds)),
    'clipboard/copied': async (request) => ({ clears: await clipboard.copied(request.text) }),
    'policy/read': () => services.policies.sure(),
    'settings/read': () => vaults.read(async () => ({ lock: (await settings.read()).lock })),
    'settings/lock': ({ choice }) =>
      vaults.read(async () => {
        await settings.change({ lock: choice });
        await vaults.lockChoiceChanged();
        services.screens.schedule();
        return null;
      }),
  };
}

/** What is left to the user is told to the popup with its look at the page, as after a command. */
async function continueFill(
  { autofill, unfilled }: Services,
  tabId: number,
): Promise<{ readonly filled: boolean }> {
  const end = await autofill.continueFill(tabId);
  if (end !== 'filled' && end !== 'nothing') unfilled.note(tabId, end);
  return { filled: end === 'filled' };
}

async function lookAt(
  tabId: number,
  { autofill, originOfTab, passkeys, provider, unfilled }: Services,
): Promise<PopupLook> {
  const [look, origin] = await Promise.all([autofill.look(tabId), originOfTab(tabId)]);
  const hasPasskeys = origin !== null && (await passkeys.hasFor(origin));
  const waitsFor = hasPasskeys ? await provider.waits.idsFor(tabId, origin) : [];
  return { ...look, hasPasskeys, waitsFor, unfilled: unfilled.take(tabId) };
}

export function siteHandlers(services: Services, systemClock: Clock): SiteHandlers {
  const { autofill, offers, scans, signs } = services;
  const reportRate = new ReportRate(systemClock);
  return {
    content: {
      'autofill/code': (request, sender) =>
        autofill.cash(request.ticket, sender, request.page, request.focused),
      'scan/link': ({ link }, sender) => scans.takeLink(link, sender),
      ...passkeyContentHandlers(services.provider),
      'autofill/report': async ({ page }, sender) => {
        const { origin, topOrigin } = sender;
        if (origin !== topOrigin) return null;
        if (!reportRate.take(sender)) throw new RequestFailure('not-allowed');
        const read = readPage(page);
        await signs.follow(read, sender);
        return read === undefined ? null : offers.invite(read, sender);
      },
    },
    offer: {
      'offer/open': (_request, sender) => offers.open(sender),
      'offer/fill': (request, sender) => offers.fill(request, sender),
      'offer/answer': (request, sender) => nothing(offers.answer(request, sender)),
      'offer/unlock': (_request, sender) => nothing(offers.unlock(sender)),
      'offer/dismiss': ({ forGood }, sender) => nothing(offers.dismiss(forGood, sender)),
      ...passkeyOfferHandlers(services.provider.waits),
    },
  };
}

/** The answer to a failure that no handler expected; only the code leaves the background. */
export function failureOf(error: unknown): FailureCode {
  if (error instanceof VaultError) return error.code === 'read-only' ? 'read-only' : 'vault-damaged';
  if (error instanceof RandomError) return 'no-randomness';
  if (!(error instanceof StoreError)) return 'internal';
  switch (error.code) {
    case 'conflict':
      return 'conflict';
    case 'full':
      return 'storage-full';
    case 'read-only':
      return 'read-only';
    case 'timeout':
    case 'unavailable':
      return 'storage-unavailable';
  }
}

async function nothing(work: Promise<unknown>): Promise<null> {
  await work;
  return null;
}
