import { expect, test } from 'vitest';
import { compileTerms, foldIdentifier, foldText } from '../../../../src/core/detection/words.ts';

test.each([
  ['IDToken1', ' id token 1 '],
  ['user_session_totp_token', ' user session totp token '],
  ['two-factor-code', ' two factor code '],
  ['verificationCode', ' verification code '],
  ['SMSCode', ' sms code '],
  ['2faCodeInput', ' 2fa code input '],
  ['input2fa', ' input 2fa '],
  ['otp3', ' otp 3 '],
])('the identifier %s reads as "%s"', (identifier, words) => {
  expect(foldIdentifier(identifier)).toBe(words);
});

test('text loses case, diacritics and punctuation but keeps line breaks and masks', () => {
  expect(foldText('Code de Vérification :\nenvoyé au +33 ••42')).toBe(
    ' code de verification | envoye au 33 ••42 ',
  );
});

test('a term matches whole words only', () => {
  const pin = compileTerms({ en: 'pin, code, auth' });
  for (const text of ['shipping address', 'postcode', 'author name'])
    expect(foldText(text).search(pin)).toBe(-1);
  expect(foldText('Your PIN:').search(pin)).toBeGreaterThan(-1);
});

test('an open stem matches inflections and an open ending matches compounds', () => {
  expect(foldText('Bestätigungscode').search(compileTerms({ de: '*code' }))).toBeGreaterThan(-1);
  expect(foldText('резервного кода').search(compileTerms({ ru: 'резервн*' }))).toBeGreaterThan(-1);
});

test('a count of digits stands for 4 to 8 in figures and in words', () => {
  const count = compileTerms({ en: '# digit', ja: '#桁' });
  for (const text of ['6-digit code', 'six digit code', '6桁の認証コード'])
    expect(foldText(text).search(count)).toBeGreaterThan(-1);
  expect(foldText('16 digit card number').search(count)).toBe(-1);
});

test('scripts written without spaces match inside a run of characters', () => {
  expect(foldText('メールに認証コードを送信しました').search(compileTerms({ ja: 'コード' }))).toBeGreaterThan(
    -1,
  );
});
