import type { Account } from './account.ts';

/** The first line of a row: the service, or the account where it has no service. */
export function titleOf({ issuer, accountName }: Pick<Account, 'issuer' | 'accountName'>): string {
  return issuer === '' ? accountName : issuer;
}

/** The second line; empty where the title said it already. */
export function subtitleOf({ issuer, accountName }: Pick<Account, 'issuer' | 'accountName'>): string {
  return issuer === '' ? '' : accountName;
}

/** What a screen reader calls the account: what is seen of its name, so that neither says more than the other. */
export function spokenNameOf(account: Pick<Account, 'issuer' | 'accountName'>): string {
  return visibleName([titleOf(account), subtitleOf(account)].filter((part) => part !== '').join(', '));
}

const ASCII = /^[ -~]*$/;

/** Two letters: the initials of the first two words, or the first two letters of one. */
export function monogramOf(account: Pick<Account, 'issuer' | 'accountName'>): string {
  const title = titleOf(account);
  // The first use of the letters of all languages costs a browser half a millisecond, while the popup draws its list.
  const words = title.match(ASCII.test(title) ? /[A-Za-z0-9]+/g : /[\p{L}\p{N}]+/gu) ?? [];
  const [first = '', second] = words;
  const letters =
    second === undefined ? [...first].slice(0, 2) : [...first].slice(0, 1).concat([...second].slice(0, 1));
  return letters.join('').toLocaleUpperCase() || '?';
}

/** A colour that stays the same for a service; white letters on any of them have a contrast of 4.5:1 and more. */
export function tileColourOf(account: Pick<Account, 'issuer' | 'accountName'>): string {
  let hash = 0;
  for (const character of titleOf(account)) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 360;
  return `hsl(${hash} 45% 32%)`;
}

/**
 * Bidirectional controls in a name could turn the text around it; they are shown as a visible mark instead
 * (Trojan Source, CVE-2021-42574).
 */
export function visibleName(name: string): string {
  return name.replace(/[\u202a-\u202e\u2066-\u2069\u200b-\u200f\ufeff]/gu, '\ufffd');
}
