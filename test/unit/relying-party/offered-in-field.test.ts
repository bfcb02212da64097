import { expect, test } from 'vitest';
import { ankra } from '../../../src/relying-party/policies/ankra.ts';
import { createRelyingParty } from '../../../src/relying-party/relying-party.ts';
import { TestBrowser } from './support/test-browser.ts';

test.each([
  [true, 'username webauthn'],
  [false, 'username'],
])(
  'with the switch %s the sign-in page marks the field for the name as "%s"',
  async (offeredInField, marks) => {
    const policy = { ...ankra, passkeys: { ...ankra.passkeys!, offeredInField } };
    const site = createRelyingParty({ policy });
    const { text } = await new TestBrowser(site).get('/sign-in');
    expect(/name="email"[^>]*autocomplete="([^"]*)"/.exec(text)?.[1]).toBe(marks);
    expect(/data-ceremony="sign-in"\s+data-offered/.test(text)).toBe(offeredInField);
    site.close();
  },
);
