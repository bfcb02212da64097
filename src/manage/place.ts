import { type ReadonlySignal, computed, type Signal, signal } from '@preact/signals';

/** The places of the manage page; each has a link of its own, as `#/sites`. */
const PLACES = [
  'accounts',
  'passkeys',
  'recovery',
  'scan',
  'history',
  'import',
  'export',
  'backup',
  'sites',
  'security',
  'appearance',
  'about',
  'welcome',
  'forgot',
  'passkey',
] as const;
export type Place = (typeof PLACES)[number];

const ACCOUNT = /^#\/account\/([0-9a-f]{32})$/;

const hash: Signal<string> = signal(location.hash);

export const place: Signal<Place> = signal(currentPlace());

/** The account that is opened in the list of accounts, as `#/account/<id>`. */
export const accountId: ReadonlySignal<string | undefined> = computed(() => ACCOUNT.exec(hash.value)?.[1]);

/** The account whose sheets were asked for, as `#/recovery/<id>`. */
export function recoveryId(): string | undefined {
  return /^#\/recovery\/([0-9a-f]{32})$/.exec(hash.value)?.[1];
}

/** On the way to the first vault: what this is was read, as `#/welcome/passphrase`. */
export const isChoosingPassphrase: ReadonlySignal<boolean> = computed(
  () => hash.value === '#/welcome/passphrase',
);

export function followPlace(): void {
  window.addEventListener('hashchange', () => {
    hash.value = location.hash;
    place.value = currentPlace();
  });
}

export function goTo(next: Place): void {
  location.hash = `#/${next}`;
  // At once, so that what is said after it is said at the new place.
  hash.value = location.hash;
  place.value = next;
}

/** Opens one account in the list, or none. */
export function showAccount(id: string | undefined): void {
  if (id === undefined) return goTo('accounts');
  location.hash = `#/account/${id}`;
  hash.value = location.hash;
  place.value = 'accounts';
  return undefined;
}

function currentPlace(): Place {
  // What follows a second slash is the place's own.
  const [name] = location.hash.replace(/^#\//, '').split('/');
  return PLACES.find((known) => known === name) ?? 'accounts';
}
