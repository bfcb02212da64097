// Every language says the same things: the same keys, the same placeholders, the plural forms that it has.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import english from '../../../public/_locales/en/messages.json' with { type: 'json' };

interface Messages {
  readonly [key: string]: { readonly message: string } | undefined;
}

const LOCALES = new URL('../../../public/_locales/', import.meta.url);
const ENGLISH: Messages = english;
const languages = readdirSync(LOCALES);
/** Texts that a narrow place holds: no translation may be much longer. */
const LONGEST_FACTOR = 2.2;
const LONGEST_EXTRA = 16;

describe.each(languages)('the texts in %s', (language) => {
  const messages: Messages = JSON.parse(
    readFileSync(new URL(`${language}/messages.json`, LOCALES), 'utf8'),
  ) as Messages;
  const rules = new Intl.PluralRules(messages['textLanguage']?.message);
  const extraForms = rules
    .resolvedOptions()
    .pluralCategories.filter((form) => form === 'few' || form === 'many')
    // Only of amounts such as 10^6 in French, Italian, Portuguese and Spanish, which no text of ours counts.
    .filter((form) => form === 'few' || rules.select(5) === 'many');

  test('say in which language they are', () => {
    expect(messages['textLanguage']?.message).toBe(language.replace('_', '-'));
    expect(messages['textDirection']?.message).toMatch(/^(ltr|rtl)$/);
  });

  test('have the keys of the English ones and the plural forms that the language has', () => {
    const wanted = [
      ...Object.keys(english),
      ...countedKeys().flatMap((key) => extraForms.map((form) => `${key}_${form}`)),
    ];
    expect(Object.keys(messages).toSorted()).toEqual(wanted.toSorted());
  });

  test('hold the same placeholders, and nothing is empty or unmeasured', () => {
    const wrong = Object.entries(messages).filter(([key, entry]) => {
      const model = ENGLISH[key.replace(/_(few|many)$/, '')]?.message ?? '';
      const said = entry?.message ?? '';
      // Where a form for one covers 21 too, its text holds the number, as the one for many does.
      const many = ENGLISH[key.replace(/One$/, '')]?.message ?? model;
      const fits = said.length <= model.length * LONGEST_FACTOR + LONGEST_EXTRA;
      const isSame = [model, many].some((text) => String(placeholders(said)) === String(placeholders(text)));
      return said.trim() === '' || !fits || !isSame;
    });
    expect(wrong.map(([key]) => key)).toEqual([]);
  });
});

test('there are texts about numbers', () => {
  expect(countedKeys().length).toBeGreaterThan(10);
});

function placeholders(message: string): readonly string[] {
  return [...new Set(message.match(/\$\d/g) ?? [])].toSorted();
}

/** Painted before the rules of a language are loaded: its text has a form that goes with every number. */
const NEUTRAL = ['search'];

/** What `countText` chooses between: a text and its sibling for one. */
function countedKeys(): readonly string[] {
  return Object.keys(english).filter((key) => ENGLISH[`${key}One`] !== undefined && !NEUTRAL.includes(key));
}
