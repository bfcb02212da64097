import autofillScript from '../../content/autofill.iife.ts?iife';
import siteScript from '../../content/site.iife.ts?iife';
import { onlyAllowed } from '../../platform/permissions.ts';
import { sendToDocument } from '../../platform/runtime-messages.ts';
import { injectScript, registeredPatterns, registerSiteScript } from '../../platform/scripting.ts';
import {
  deletePendingFill,
  readPendingFill,
  writePendingFill,
} from '../../platform/storage/session-store.ts';
import { readSiteChoices, writeSiteChoices } from '../../platform/storage/site-choices.ts';
import { exclusivelyOnScripts } from '../../platform/storage/writer-lock.ts';
import { systemClock, systemRandom } from '../../platform/system.ts';
import { isPrivateTab, originOfTab } from '../../platform/tabs.ts';
import { openPopup } from '../../platform/toolbar.ts';
import type { AccountsService } from '../accounts/accounts-service.ts';
import { AutofillService } from './autofill-service.ts';
import type { CodesService } from '../accounts/codes-service.ts';
import { OfferService } from './offer-service.ts';
import { RecoveryFillService } from './recovery-fill-service.ts';
import { createSiteAccess } from './site-access.ts';
import type { UseService } from '../accounts/use-service.ts';
import type { VaultService } from '../vault/vault-service.ts';

interface FillParts {
  readonly vaults: VaultService;
  readonly accounts: AccountsService;
  readonly codes: CodesService;
  readonly uses: UseService;
}

/** What fills, on the browser's own interfaces. */
export function browserFills({ vaults, accounts, codes, uses }: FillParts): {
  readonly autofill: AutofillService;
  readonly offers: OfferService;
  readonly recoveryFills: RecoveryFillService;
} {
  const recovery = new RecoveryFillService(vaults, systemClock);
  const autofill = new AutofillService({
    accounts,
    codes,
    recovery,
    uses,
    reach: {
      inject: (tabId, only) => injectScript(tabId, autofillScript, only),
      send: sendToDocument,
      originOf: originOfTab,
      isPrivate: isPrivateTab,
    },
    pending: { read: readPendingFill, write: writePendingFill, delete: deletePendingFill },
    submitsOn: async (origin) => (await offers.choiceFor(origin)).submits,
    random: systemRandom,
    clock: systemClock,
  });
  const offers: OfferService = new OfferService({
    accounts,
    autofill,
    recovery,
    choices: { read: readSiteChoices, write: writeSiteChoices },
    tell: (tabId, command) => sendToDocument(tabId, { frameId: 0, documentId: undefined }, command),
    openPopup,
  });
  return { autofill, offers, recoveryFills: recovery };
}

/** Makes what the browser has registered follow the accounts and the permissions. */
export function browserSiteAccess(accounts: Pick<AccountsService, 'keptSites'>): () => Promise<void> {
  return createSiteAccess({
    allowed: onlyAllowed,
    keptSites: () => accounts.keptSites(),
    registered: registeredPatterns,
    register: (patterns) => registerSiteScript(siteScript, patterns),
    exclusively: exclusivelyOnScripts,
  });
}
