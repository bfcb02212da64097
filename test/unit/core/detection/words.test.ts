import { expect, test } from 'vitest';
import { foldIdentifier, foldTerms, foldText, isUnspaced } from '../../../../src/core/detection/words.ts';

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

test('a list of terms keeps its stars and counts', () => {
  expect(foldTerms("vérif*, # chiffres, l'image, *code")).toEqual([
    'verif*',
    '# chiffres',
    'l image',
    '*code',
  ]);
});

test('Thai, Chinese, Japanese and Korean are known to leave no spaces', () => {
  for (const text of ['รหัส', '验证码', 'コード', '코드']) expect(isUnspaced(text)).toBe(true);
  for (const text of ['code', 'код', 'رمز', 'κωδικός', 'mã']) expect(isUnspaced(text)).toBe(false);
});
