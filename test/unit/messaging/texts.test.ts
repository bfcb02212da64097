// Every failure has a sentence, and every sentence is said somewhere.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import messages from '../../../public/_locales/en/messages.json' with { type: 'json' };
import { KEY_URI_ERRORS } from '../../../src/core/key-uri/key-uri-error.ts';
import { FAILURE_CODES } from '../../../src/messaging/failure.ts';
import { failureText, keyUriErrorText } from '../../../src/ui/failure-text.ts';

vi.mock('../../../src/platform/i18n.ts', () => ({
  localised: (key: string) =>
    (messages as { [name: string]: { message: string } | undefined })[key]?.message ?? '',
  interfaceLanguage: () => 'en',
}));

const ROOT = new URL('../../../', import.meta.url);

describe('a sentence', () => {
  test('is there for every failure code, and for each another one', () => {
    const sentences = FAILURE_CODES.map(failureText);
    for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z].*\.$/);
    expect(new Set(sentences).size).toBe(FAILURE_CODES.length);
  });

  test('is there for every key URI that is refused, and for each another one', () => {
    const sentences = KEY_URI_ERRORS.map(keyUriErrorText);
    for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z].*\.$/);
    expect(new Set(sentences).size).toBe(KEY_URI_ERRORS.length);
  });

  test('that nothing says is not kept', () => {
    const said = readdirSync(new URL('src', ROOT), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => readFileSync(new URL(`src/${name}`, ROOT), 'utf8'))
      .concat(readFileSync(new URL('manifest.json', ROOT), 'utf8'))
      .join('\n');
    const unsaid = Object.keys(messages).filter(
      (key) => !new RegExp(`(['"]|__MSG_)${key}(['"]|__)`).test(said),
    );
    expect(unsaid).toEqual([]);
  });
});
