import type messages from '../../public/_locales/en/messages.json';
import { interfaceLanguage, localised } from '../platform/i18n.ts';

export type TextKey = keyof typeof messages;

/** A text of the interface in the user's language. A key that English lacks does not compile. */
export function text(key: TextKey, ...substitutions: readonly (string | number)[]): string {
  return localised(key, substitutions.map(String));
}

/** Tells the document which language it is in, for screen readers and for the direction of writing. */
export function applyLanguage(root: HTMLElement): void {
  const { language, direction } = interfaceLanguage();
  root.lang = language;
  root.dir = direction;
}

/** A text about a number, with a text of its own for one. Both get the same substitutions. */
export function countText(
  count: number,
  [many, one]: readonly [many: TextKey, one: TextKey],
  ...substitutions: readonly (string | number)[]
): string {
  return text(count === 1 ? one : many, ...(substitutions.length === 0 ? [count] : substitutions));
}
