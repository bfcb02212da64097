import { expect, test } from 'vitest';
import { detect } from '../../../../src/core/detection/detect.ts';
import type { FieldDescription } from '../../../../src/core/detection/field-description.ts';
import { field, page } from './page-builder.ts';

// A code that was sent, beside an app that is named as well.

const rolesOf = (title: string, ...fields: readonly FieldDescription[]) =>
  detect(page(title, ...fields)).detected.map(({ role }) => role);

test.each([
  [
    'ways above',
    'Choose how: authenticator app, text message\nWe texted a 6-digit code to number ending 42.',
  ],
  [
    'ways for codes above',
    'Get codes by an authenticator app or a text message.\nWe sent a code to +1 *** *** 42.',
  ],
  ['a way below', 'We texted a code to the number ending in 42.\nOr use your authenticator app instead.'],
  [
    'ways below',
    'We sent a code to a***@example.com\nYou can also use an authenticator app or a recovery code.',
  ],
  ['an app that is not there', 'Your authenticator app is not set up.\nWe emailed a code to ada@example.com'],
  ['de', 'Code an die Nummer mit der Endung 42 gesendet.\nOder nutzen Sie Ihre Authentifizierungs-App.'],
  ['fr', 'Application d’authentification ou SMS\nNous avons envoyé un code au numéro se terminant par 42.'],
])('where a code was sent outweighs an app that is one of the ways (%s)', (_what, before) => {
  expect(rolesOf('Sign in', field({ name: 'code', before, maxLength: 6 }))).toEqual(['delivered-code']);
});

test.each([
  ['a message below', 'Enter the code from your authenticator app.\nOr we can text a code to *** *** 42.'],
  [
    'a link above',
    'Open your authenticator app and enter the code.\nSend a code to j***@example.com instead',
  ],
  ['a link', 'Open your authenticator app.\nText me a code instead'],
  ['who signs in', 'Use your authenticator app.\nSigned in as ada@example.com'],
  [
    'fr',
    'Saisissez le code de votre application d’authentification.\nOu par SMS au numéro se terminant par 42',
  ],
])('a code that is asked for from an app stays one of the app beside %s', (_what, before) => {
  expect(rolesOf('Sign in', field({ name: 'code', before, maxLength: 6 }))).toEqual(['app-code']);
});
