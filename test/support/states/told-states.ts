// States of our pages that are told to them: each with what the background would say, and a text by which it is recognised.
import type { ExtensionBrowser } from '../browsers/extension-browser.ts';
import type { Walk } from '../walk.ts';
import { type Told, ToldPage } from './told-page.ts';

const ID = '0123456789abcdef0123456789abcdef';
const OTHER_ID = 'fedcba9876543210fedcba9876543210';
const SITE = 'https://example.org';
const KDF = { memoryKib: 65_536, iterations: 3, parallelism: 4 };
const slot = (kind: string, more: object = {}) => {
  const rest = { label: 'This laptop', createdAt: 1e12, salt: 'AAAA', kdf: null, credentialId: null };
  return { slotId: ID, kind, ...rest, ...more };
};
const SLOTS = [
  slot('passphrase', { kdf: KDF }),
  slot('recovery-key', { slotId: OTHER_ID }),
  slot('passkey', { slotId: `${ID.slice(1)}0`, credentialId: '00ff' }),
];
const COPY = { copySlots: SLOTS, copyWrittenAt: 1.7e12 };

interface State {
  readonly named: string;
  readonly path: string;
  readonly told: Told;
  /** The key of a text, and what is put into it. */
  readonly sign: readonly [key: string, ...substitutions: readonly string[]];
}

/** Answers by their verbs; a function is given the real one. */
function answers(given: Readonly<Record<string, unknown>>): Told {
  return (verb, real) => {
    const answer = given[verb];
    return typeof answer === 'function' ? (answer as (real: unknown) => unknown)(real) : answer;
  };
}

const manage = (named: string, status: object, sign: State['sign'], place = 'accounts'): State => ({
  named: `manage page, ${named}`,
  path: `src/manage/index.html#/${place}`,
  told: answers({ 'vault/status': status }),
  sign,
});
const unlocked = (decision: string, troubles = 0) => ({
  state: 'unlocked',
  lockAt: null,
  decision,
  troubles,
});

const POLICY = {
  lockChoices: [1, 5],
  leastStrength: 2,
  isExportDisabled: true,
  isPasskeyProviderDisabled: true,
  defaultSites: [{ issuer: 'Example', origin: SITE }],
  notUnderstood: ['somethingNew'],
};
const policed = (place: string, key: string): State => ({
  named: `manage page, policy, ${place}`,
  path: `src/manage/index.html#/${place}`,
  told: answers({ 'policy/read': POLICY }),
  sign: [key],
});

const MANAGE: readonly State[] = [
  manage('emptied, with a copy', { state: 'emptied-with-copy', ...COPY }, ['unlockCopy']),
  manage('emptied', { state: 'emptied' }, ['adviceProfile']),
  manage('unavailable', { state: 'unavailable' }, ['adviceDisk']),
  manage('damaged, with a copy', { state: 'head-damaged-with-copy', ...COPY }, ['unlockCopy']),
  manage('two vaults', { state: 'two-vaults', slots: SLOTS, ...COPY }, ['unlockDatabase']),
  manage('a newer format', { state: 'newer-format' }, ['adviceUpdate']),
  manage('from the copy', unlocked('run-from-mirror'), ['storageRebuild']),
  manage('a newer copy', unlocked('ask-mirror-newer'), ['storageKeep']),
  manage('stopped', unlocked('run-stopped'), ['storageTryAgain']),
  manage('damaged records', unlocked('run', 2), ['storageRepairRecords'], 'security'),
  manage('locked, every way in', { state: 'locked', slots: SLOTS }, ['slotPasskeyUnlock']),
  manage('forgotten, a recovery key', { state: 'locked', slots: SLOTS }, ['recoveryKeyUnlock'], 'forgot'),
  policed('security', 'policyTitle'),
  policed('export', 'policyExport'),
  policed('passkeys', 'policyPasskeys'),
];

interface Opened {
  readonly clock: object;
  readonly status: object;
  readonly list: { readonly rows: readonly { readonly id: string }[] };
}

/** The real rows, the first of them changed so, on the page of a site. */
const rowsOf = (real: unknown, first: object) => {
  const { rows } = (real as Opened).list;
  return rows.map((row, at) => ({ ...row, onThisSite: false, ...(at === 0 ? first : {}) }));
};
const opened =
  (first: object, more: object = {}) =>
  (real: unknown) => {
    const { list, ...rest } = real as Opened;
    return { ...rest, list: { ...list, origin: SITE, rows: rowsOf(real, first) }, ...more };
  };
const LOOK = {
  wants: 'nothing',
  isRefused: false,
  frameSite: null,
  hasPasskeys: false,
  waitsFor: [],
  unfilled: null,
};
const PASSKEY = {
  id: ID,
  deletedAt: null,
  rpId: 'example.org',
  rpName: 'Example',
  userName: 'ada@example.org',
  displayName: 'Ada',
  createdAt: 1.7e12,
  lastUsedAt: 1.75e12,
  hiddenAt: null,
  isBackedUp: false,
};

interface PopupTold {
  readonly first?: object;
  readonly look?: object;
  readonly more?: Readonly<Record<string, unknown>>;
}

const popup = (named: string, sign: State['sign'], told: PopupTold): State => ({
  named: `popup, ${named}`,
  path: 'src/popup/index.html',
  told: answers({
    'popup/open': opened({ onThisSite: true, ...told.first }),
    'autofill/look': { ...LOOK, ...told.look },
    ...told.more,
  }),
  sign,
});
const statusOf = (status: object) => (real: unknown) => ({ ...(real as Opened), status, list: null });
const doubted = (real: unknown) => {
  const view = real as Opened;
  return { ...view, clock: { ...view.clock, doubt: 'far-ahead' } };
};
const KEPT = { 'passkeys/list': [PASSKEY, { ...PASSKEY, id: OTHER_ID, lastUsedAt: null }] };

const POPUP: readonly State[] = [
  popup('trouble', ['troubleTitle'], { more: { 'popup/open': statusOf({ state: 'emptied' }) } }),
  popup('locked, every way in', ['slotPasskeyUnlock'], {
    more: { 'popup/open': statusOf({ state: 'locked', slots: SLOTS }) },
  }),
  popup('storage bar', ['storageStoppedShort'], {
    more: { 'popup/open': opened({}, { status: unlocked('run-stopped') }) },
  }),
  popup('clock bar', ['clockSeemsWrong'], { more: { 'popup/open': doubted } }),
  popup('a refused code', ['refusedHere'], { look: { isRefused: true } }),
  popup('a frame', ['frameOfSite', 'frame.example'], { look: { frameSite: 'https://frame.example' } }),
  popup('nothing to fill', ['noFieldHere'], { look: { unfilled: 'no-field' } }),
  popup('a code they sent', ['pageWantsDelivered'], { look: { wants: 'delivered-code' } }),
  popup('a look-alike', ['showAnyway'], {
    first: { onThisSite: false, resembles: { kind: 'letters', origin: 'https://examp1e.org' } },
  }),
  popup('the last recovery code', ['newSheet'], { first: { recoveryCodes: { left: 1, total: 8 } } }),
  popup('passkeys of the site', ['popupPasskeys', 'example.org'], {
    look: { hasPasskeys: true },
    more: KEPT,
  }),
  popup('a page that waits for a passkey', ['popupSignInWith', 'ada@example.org'], {
    look: { hasPasskeys: true, waitsFor: [ID], wants: 'passkey' },
    more: KEPT,
  }),
];

const ceremony = (named: string, view: object, sign: State['sign']): State => ({
  named: `passkey window, ${named}`,
  path: `src/passkey/index.html#${ID}`,
  told: answers({
    'passkey-prompt/view': {
      type: 'get',
      origin: SITE,
      rpId: 'example.org',
      endsAt: 9e12,
      isLocked: false,
      verifies: false,
      accounts: [],
      site: '',
      leadsToBrowser: true,
      user: null,
      ...view,
    },
    'vault/status': { state: 'locked', slots: SLOTS },
  }),
  sign,
});
const ADA = { id: ID, userName: 'ada@example.org', displayName: 'Ada', lastUsedAt: null };
const USER = { name: 'ada@example.org', displayName: 'Ada' };

const CEREMONIES: readonly State[] = [
  ceremony('a new one', { type: 'create', user: USER }, ['passkeySave']),
  ceremony('a new one for a whole site', { type: 'create', user: USER, rpId: 'org' }, ['passkeyWide', 'org']),
  ceremony('there already', { type: 'create', accounts: [ADA] }, ['passkeyThereAgree']),
  ceremony('one to sign in with', { accounts: [ADA] }, ['passkeySignInAs', 'ada@example.org']),
  ceremony('which of two', { accounts: [ADA, { ...ADA, id: OTHER_ID, userName: 'w'.repeat(60) }] }, [
    'passkeyOther',
  ]),
  ceremony('none', { leadsToBrowser: false }, ['passkeyNone']),
  ceremony('with the passphrase', { accounts: [ADA], verifies: true }, ['passkeyVerify']),
  ceremony('locked', { isLocked: true }, ['passkeyUnlock']),
  {
    named: 'passkey window, over',
    path: `src/passkey/index.html#${ID}`,
    told: () => undefined,
    sign: ['passkeyOver'],
  },
];

const OFFERED = {
  id: ID,
  issuer: 'Example',
  accountName: 'ada',
  gives: 'app-code',
  left: null,
  question: null,
};
const offer = (named: string, verb: string, view: object, sign: string): State => ({
  named: `offer, ${named}`,
  path: `src/offer/index.html${verb === 'offer/passkeys' ? '#passkeys' : ''}`,
  told: answers({ [verb]: view }),
  sign: [sign],
});
const ready = (account: object) => ({ state: 'ready', accounts: [{ ...OFFERED, ...account }] });

const OFFERS: readonly State[] = [
  offer('a code', 'offer/open', ready({}), 'offerFill'),
  offer('locked', 'offer/open', { state: 'locked' }, 'offerUnlock'),
  offer('a recovery code', 'offer/open', ready({ gives: 'recovery-code', left: 3 }), 'offerFill'),
  offer(
    'a question',
    'offer/open',
    ready({ left: 2, question: { sheetId: ID, position: 0 } }),
    'offerDidItWork',
  ),
  offer('passkeys', 'offer/passkeys', { state: 'ready', passkeys: [{ id: ID, name: 'ada' }] }, 'offerSignIn'),
  offer('passkeys, locked', 'offer/passkeys', { state: 'locked' }, 'offerPasskeysLocked'),
];

export async function toldStates(walk: Walk, browser: ExtensionBrowser): Promise<void> {
  const page = await ToldPage.open(browser);
  for (const { named, path, told, sign } of [...MANAGE, ...POPUP, ...CEREMONIES, ...OFFERS]) {
    const shown = await page.load(path, told);
    await shown
      .getByText(walk.say(...sign))
      .first()
      .waitFor();
    await walk.look(named, shown);
  }
  await page.page.close();
}
