import { expect, test } from 'vitest';
import { bitOf, type Concept, readWords } from '../../../../src/core/detection/word-index.ts';
import { foldIdentifier, foldText } from '../../../../src/core/detection/words.ts';

const says = (text: string, concept: Concept) => (readWords(foldText(text)).concepts & bitOf(concept)) !== 0;

test.each(['shipping address', 'author name', 'encoder', 'decoded', 'codec'])(
  '"%s" says nothing about a code',
  (text) => {
    expect(says(text, 'code')).toBe(false);
  },
);

test.each(['code', 'Bestätigungscode', 'код', 'vahvistuskoodi', 'código', '인증 코드를', '認証コード'])(
  '"%s" says that a code is meant',
  (text) => {
    expect(says(text, 'code')).toBe(true);
  },
);

test.each([
  'postcode',
  'zip code',
  'barcode',
  'promo code',
  'Gutscheincode',
  'почтовый индекс',
  '优惠码',
  '招待コード',
])('"%s" says that another kind of code is meant', (text) => {
  expect(says(text, 'otherCode')).toBe(true);
});

test('an open stem matches inflections and an open ending matches compounds', () => {
  expect(says('резервного кода', 'recovery')).toBe(true);
  expect(says('Einmalkennwörter', 'otp')).toBe(true);
});

test('a phrase matches word by word, and its last word may be inflected', () => {
  expect(says('Zwei-Faktor-Authentifizierung', 'mfa')).toBe(true);
  expect(says('zwei Faktoren', 'mfa')).toBe(true);
  expect(says('two big factors', 'mfa')).toBe(false);
});

test('a count of digits stands for 4 to 8 in figures and in words', () => {
  for (const text of ['6-digit code', 'six digit code', '6桁の認証コード'])
    expect(says(text, 'count')).toBe(true);
  expect(says('16 digit card number', 'count')).toBe(false);
});

test('an identifier is read by the words in it', () => {
  const { concepts } = readWords(foldIdentifier('user_sessionTotpToken'));
  expect(concepts & bitOf('otp')).not.toBe(0);
  expect(concepts & bitOf('code')).not.toBe(0);
});

test('a hit says where in the text its words stand', () => {
  const folded = foldText('Enter the one-time code now');
  const hit = readWords(folded).hits.find(({ concepts }) => (concepts & bitOf('otp')) !== 0);
  expect(folded.slice(hit?.start, hit?.end)).toBe('one time code');
});
