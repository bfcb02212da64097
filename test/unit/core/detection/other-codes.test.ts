import { expect, test } from 'vitest';
import { detect } from '../../../../src/core/detection/detect.ts';
import type { FieldDescription } from '../../../../src/core/detection/field-description.ts';
import { field, page } from './page-builder.ts';

// Codes that are no second factor, by what stands around the field.

const rolesOf = (title: string, ...fields: readonly FieldDescription[]) =>
  detect(page(title, ...fields)).detected.map(({ role }) => role);

test.each([
  ['de', 'Kartennummer', 'Sicherheitscode'],
  ['fr', 'Numéro de carte', 'Code de sécurité'],
  ['es', 'Número de tarjeta', 'Código de seguridad'],
  ['pt', 'Número do cartão', 'Código de segurança'],
  ['it', 'Numero della carta', 'Codice di sicurezza'],
  ['nl', 'Kaartnummer', 'Beveiligingscode'],
  ['pl', 'Numer karty', 'Kod bezpieczeństwa'],
  ['tr', 'Kart numarası', 'Güvenlik kodu'],
  ['ru', 'Номер карты', 'Код безопасности'],
  ['zh', '卡號', '安全碼'],
  ['ko', '카드 번호', '보안 코드'],
])('a card number above makes a security code that of the card in %s', (_language, number, label) => {
  const before = `${number}\n${label}`;
  expect(rolesOf('', field({ label, maxLength: 4, inputMode: 'numeric', before }))).toEqual([]);
});

test.each([
  ['en', 'Verify a certificate', 'Verification code on the certificate'],
  ['de', 'Echtheit prüfen', 'Prüfcode auf dem Etikett'],
  ['fr', 'Vérifier l’authenticité', 'Code de vérification figurant sur le document'],
  ['es', 'Comprobar autenticidad', 'Código de verificación en el certificado'],
  ['it', 'Verifica autenticità del prodotto', 'Codice di sicurezza sull’etichetta'],
  ['nl', 'Echtheid controleren', 'Controlecode op de verpakking'],
  ['ru', 'Проверка подлинности товара', 'Защитный код с упаковки'],
  ['zh', '防伪查询', '防伪验证码'],
])('a code that is printed on a thing is left alone in %s', (_language, heading, label) => {
  expect(rolesOf(heading, field({ heading, label, before: label, maxLength: 8 }))).toEqual([]);
  const bare = label.split(' ', 1)[0] ?? '';
  expect(rolesOf(heading, field({ heading, label: bare, before: bare, maxLength: 8 }))).toEqual([]);
});

test('a second factor on a page about documents is still one', () => {
  const before = 'Enter the code from your authenticator app to verify a document';
  expect(rolesOf('Verify a document', field({ label: 'Code', before }))).toEqual(['app-code']);
});

test('the picture above a code is the captcha of the field before, which says so', () => {
  const captcha = field({ placeholder: '请输入图形验证码' });
  const code = field({ placeholder: '请输入验证码', before: '看不清，换一张', after: '获取验证码' });
  expect(rolesOf('注册', captcha, code)).toEqual(['delivered-code']);
  expect(rolesOf('注册', code)).toEqual([]);
});

test('an app praised above a sign-in form does not make the code beside the password one of the app', () => {
  const lead = 'Now in our app: use the code WELCOME with your first order\nPassword\nStore code';
  const code = { label: '6-digit code', before: '6-digit code', maxLength: 6 };
  expect(
    rolesOf('Sign in', field({ type: 'password', label: 'Password' }), field({ ...code, lead })),
  ).toEqual([]);
});
