import { type Signal, signal } from '@preact/signals';

/** The places of the manage page; each has a link of its own, as `#/sites`. */
const PLACES = [
  'accounts',
  'history',
  'backup',
  'sites',
  'security',
  'appearance',
  'about',
  'welcome',
  'forgot',
] as const;
export type Place = (typeof PLACES)[number];

export const place: Signal<Place> = signal(currentPlace());

export function followPlace(): void {
  window.addEventListener('hashchange', () => {
    place.value = currentPlace();
  });
}

export function goTo(next: Place): void {
  location.hash = `#/${next}`;
  // At once, so that what is said after it is said at the new place.
  place.value = next;
}

function currentPlace(): Place {
  const name = location.hash.replace(/^#\//, '');
  return PLACES.find((known) => known === name) ?? 'accounts';
}
