import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { unicodeLabel } from '../../../../src/core/sites/punycode.ts';

test.each([
  ['xn--bcher-kva', 'bücher'],
  ['xn--80ak6aa92e', 'аррӏе'],
  ['xn--mnchen-3ya', 'münchen'],
  // RFC 3492, section 7.1: Arabic, Chinese, Czech, Japanese.
  ['xn--egbpdaj6bu4bxfgehfvwxn', 'ليهمابتكلموشعربي؟'],
  ['xn--ihqwcrb4cv8a8dqg056pqjye', '他们为什么不说中文'],
  ['xn--proprostnemluvesky-uyb24dma41a', 'pročprostěnemluvíčesky'],
  ['xn--n8jok5ay5dzabd5bym9f0cm5685rrjetr6pdxa', 'なぜみんな日本語を話してくれないのか'],
])('%s says %s', (label, letters) => {
  expect(unicodeLabel(label)).toBe(letters);
});

test.each(['example', 'xn--', 'xn--!', 'xn--99999999', 'xn--a-', `xn--${'9'.repeat(70)}`])(
  '%s stays as it is',
  (label) => {
    expect(unicodeLabel(label)).toBe(label === 'xn--a-' ? 'a' : label);
  },
);

test('what the browser writes for a label is read back', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-zäöüéñабвгд日本]{1,12}$/), (label) => {
      const host = new URL(`https://${label}.example`).hostname.split('.')[0] ?? '';
      expect(unicodeLabel(host)).toBe(label);
    }),
  );
});

test('no text makes it throw', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(typeof unicodeLabel(`xn--${text}`)).toBe('string');
    }),
  );
});
