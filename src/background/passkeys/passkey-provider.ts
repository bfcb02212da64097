// The passkey provider on the browser's own interfaces.
import bridgeScript from '../../content/passkey-bridge.iife.ts?iife';
import offerScript from '../../content/passkey-offer.iife.ts?iife';
import pageScript from '../../content/passkey-page.iife.ts?iife';
import { permissionPattern } from '../../core/sites/origin.ts';
import type { Outside } from '../../core/vault/outside.ts';
import { passkeyHintStore } from '../../platform/storage/passkey-hint-store.ts';
import { onWindowClosed, passkeyWindow } from '../../platform/passkey-window.ts';
import { inTime } from '../../platform/deadline.ts';
import { onlyAllowed, onPermissionsChanged } from '../../platform/permissions.ts';
import { sendToDocument, tellTabs } from '../../platform/runtime-messages.ts';
import { passkeyPatterns, putScript, registerPasskeyScripts } from '../../platform/scripting.ts';
import { passkeyTakeBackStore, passkeyWaitStore } from '../../platform/storage/session-store.ts';
import { readSiteChoices } from '../../platform/storage/site-choices.ts';
import { isPrivateTab } from '../../platform/tabs.ts';
import { webCryptoPasskeys } from '../../platform/crypto/webcrypto-passkeys.ts';
import { exclusivelyOnScripts } from '../../platform/storage/writer-lock.ts';
import { PasskeyHints } from './passkey-hints.ts';
import type { PasskeyRecords } from './passkey-records.ts';
import { PasskeyService } from './passkey-service.ts';
import { PasskeySites } from './passkey-sites.ts';
import { PasskeyTakeBacks } from './passkey-take-backs.ts';
import { PasskeyWaits } from './passkey-waits.ts';
import type { PolicyService } from '../policy-service.ts';
import type { SlotsService } from '../vault/slots-service.ts';
import type { VaultService } from '../vault/vault-service.ts';

export interface PasskeyProvider {
  readonly service: PasskeyService;
  readonly waits: PasskeyWaits;
  /** After a choice about a site. */
  readonly followSites: () => Promise<void>;
  /** After a change of the vault, and after unlocking. */
  readonly followVault: () => Promise<void>;
  /** After unlocking: what had to wait for it. */
  readonly takeBackLeft: () => Promise<void>;
}

/** A page that is busy for so long after the user's yes is answered by a no. */
const ALIVE_WITHIN_MS = 5_000;

/** Called in the first turn of the worker: a closed window may be what started it. */
export function startPasskeyProvider(services: {
  readonly vaults: VaultService;
  readonly slots: SlotsService;
  readonly records: PasskeyRecords;
  readonly policies: Pick<PolicyService, 'sure'>;
  readonly outside: Outside;
}): PasskeyProvider {
  const { vaults, slots, records, outside } = services;
  const sites = sitesOfBrowser(services.policies);
  const hints = new PasskeyHints({
    store: passkeyHintStore,
    rpIds: () => rpIdsOf(vaults),
    random: outside.random,
  });
  const takeBacks = new PasskeyTakeBacks({ records, store: passkeyTakeBackStore });
  const service = new PasskeyService({
    records,
    takeBacks,
    hints,
    state: async () => {
      const { state } = await vaults.status();
      return state === 'locked' || state === 'unlocked' ? state : 'closed';
    },
    check: (presented) => slots.check(presented),
    isOn: (origin) => sites.isOn(origin),
    window: passkeyWindow,
    presence: presenceOf,
    isPrivate: isPrivateTab,
    outside,
    crypto: webCryptoPasskeys,
  });
  const waits = startWaits(service, outside);
  onWindowClosed((windowId) => service.windowClosed(windowId));
  onPermissionsChanged(() => void sites.follow());
  void sites.follow();
  const followVault = async () => {
    if (await hints.follow()) await tellTabs({ do: 'passkeys-changed' });
  };
  return {
    service,
    waits,
    followSites: () => sites.follow(),
    followVault,
    // Tried again after the next unlock: it keeps nothing else from being looked after.
    takeBackLeft: () => takeBacks.catchUp().catch(() => undefined),
  };
}

function sitesOfBrowser(policies: Pick<PolicyService, 'sure'>): PasskeySites {
  const scripts = { bridge: bridgeScript, page: pageScript };
  return new PasskeySites({
    isForbidden: async () => (await policies.sure()).isPasskeyProviderDisabled,
    choices: { read: readSiteChoices },
    allowed: onlyAllowed,
    registered: passkeyPatterns,
    register: (patterns) => registerPasskeyScripts(scripts, patterns),
    exclusively: exclusivelyOnScripts,
  });
}

function presenceOf(tabId: number, documentId: string | undefined): Promise<'there' | 'gone' | 'silent'> {
  const answer = sendToDocument(tabId, { frameId: 0, documentId }, { do: 'passkeys-alive' });
  const presence = answer.then((isAlive) => (isAlive === true ? 'there' : 'gone'));
  return inTime<'there' | 'gone' | 'silent'>(presence, 'silent', ALIVE_WITHIN_MS);
}

function startWaits(service: PasskeyService, { random, clock }: Outside): PasskeyWaits {
  return new PasskeyWaits({
    service,
    store: passkeyWaitStore,
    offersOn: async (origin) =>
      (await readSiteChoices()).get(permissionPattern(origin) ?? '')?.offers !== false,
    tell: (tabId, documentId, command) => sendToDocument(tabId, { frameId: 0, documentId }, command),
    putOffer: (tabId, documentId) => putScript({ tabId, documentId }, offerScript),
    random,
    clock,
  });
}

/** Undefined while it is locked. */
async function rpIdsOf(vaults: VaultService): Promise<readonly string[] | undefined> {
  try {
    const entries = await vaults.glance((vault) => vault.passkeys());
    return entries.flatMap(({ passkey, deletedAt }) => (deletedAt === null ? [passkey.rpId] : []));
  } catch {
    return undefined;
  }
}
