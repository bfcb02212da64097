import type messages from '../../public/_locales/en/messages.json';
import { localised } from '../platform/i18n.ts';

export type TextKey = keyof typeof messages;

/** A text of the interface in the user's language. A key that English lacks does not compile. */
export function text(key: TextKey, ...substitutions: readonly (string | number)[]): string {
  return localised(key, substitutions.map(String));
}

/** Tells the document which language its texts are in, for screen readers and for the direction of writing. */
export function applyLanguage(root: HTMLElement): void {
  const { language, direction } = textLanguage();
  root.lang = language;
  root.dir = direction;
}

/**
 * A text about a number, with a text of its own for one. Both get the same substitutions. A language with more forms
 * has them beside the first one, as `<key>_few` and `<key>_many` (the names of CLDR's plural categories).
 */
export function countText(
  count: number,
  [many, one]: readonly [many: TextKey, one: TextKey],
  ...substitutions: readonly (string | number)[]
): string {
  const given = (substitutions.length === 0 ? [count] : substitutions).map(String);
  const form = pluralForm(count);
  // Where a form for one covers more than 1 (21 in Russian), its text holds the number like any other.
  if (form === 'one' || count === 1) return localised(one, given);
  return localised(`${many}_${form}`, given) || localised(many, given);
}

let rules: Intl.PluralRules | undefined;

function pluralForm(count: number): Intl.LDMLPluralRule {
  rules ??= new Intl.PluralRules(textLanguage().language);
  return rules.select(count);
}

/** Of the texts, which is not always that of the browser: where we have no texts in it, it shows the English ones. */
function textLanguage(): { readonly language: string; readonly direction: 'ltr' | 'rtl' } {
  return {
    language: text('textLanguage'),
    direction: text('textDirection') === 'rtl' ? 'rtl' : 'ltr',
  };
}
