import { expect, test } from 'vitest';
import { asksForPasskey } from '../../../../src/core/detection/passkey-words.ts';

test.each<[string, string[], string[]]>([
  ['English', ['Use your passkey to sign in'], ['Continue', 'Try another way']],
  ['a security key', ['Two-factor authentication', 'Insert your security key'], ['Use security key']],
  ['German', ['Anmeldung mit Sicherheitsschlüssel'], ['Weiter']],
  ['French', ['Utilisez votre clé d’accès'], ['Continuer']],
  ['Spanish', ['Usa tu llave de acceso'], ['Continuar']],
  ['Japanese', ['パスキーでログイン'], ['続ける']],
  ['Chinese', ['使用通行密钥登录'], ['继续']],
  ['Russian', ['Войдите с помощью ключа доступа'], ['Продолжить']],
])('a page that asks for it is told: %s', (_which, headings, buttons) => {
  expect(asksForPasskey({ headings, buttons })).toBe(true);
});

test.each<[string, string[], string[]]>([
  ['the place where they are kept', ['Passkeys and security keys'], ['Add a passkey', 'Remove']],
  ['an offer to make one', ['Create a passkey'], ['Continue', 'Not now']],
  ['a sign-in with a button for it', ['Sign in'], ['Continue', 'Sign in with a passkey']],
  ['an article without a button', ['What is a passkey?'], []],
  ['a page about something else', ['Keys to success'], ['Read more']],
  ['nothing', [], []],
])('a page that does not ask for it is left alone: %s', (_which, headings, buttons) => {
  expect(asksForPasskey({ headings, buttons })).toBe(false);
});
