import type { Page } from '@playwright/test';
import { addAccounts } from '../support/accounts.ts';
import type { ExtensionBrowser } from '../support/browsers/extension-browser.ts';
import { expect, test } from '../support/journey.ts';
import { FORM_SHAPES } from '../../src/relying-party/forms/shapes.ts';
import { createVault } from '../support/journeys.ts';
import { serveWidgets } from '../support/widget-server.ts';
import type { Heard } from '../widgets/widget.ts';

/** The widgets that sites are built with, as test/widgets shows them. */
const WIDGETS = [
  'react-otp-input',
  'react-otp-input-number',
  'react-otp-input-password',
  'input-otp',
  'mantine-pin-input',
  'mantine-pin-input-masked',
  'antd-input-otp',
  'ark-pin-input',
  'radix-one-time-password-field',
  'vue-primevue-input-otp',
  'vue-primevue-input-otp-masked',
  'vue-vuetify-otp-input',
  'vue-vuetify-otp-input-password',
];

test('the widgets of component libraries hold the code in their own state and say that it is complete', async ({
  extension,
}) => {
  const server = await serveWidgets();
  try {
    const manage = await createVault(extension);
    // An account each: one time step is filled once for an account.
    await addAccounts(
      manage,
      WIDGETS.map((accountName) => ({ issuer: 'Widgets', accountName, site: server.origin })),
    );
    const page = await extension.context.newPage();
    const outcomes: { [name: string]: unknown } = {};
    for (const name of WIDGETS) {
      await page.goto(`${server.origin}/${name}`);
      outcomes[name] = await fillFrom(extension, page, name);
    }
    expect(outcomes).toEqual(Object.fromEntries(WIDGETS.map((name) => [name, 'complete'])));
  } finally {
    server.close();
  }
});

/** What becomes of each shape of a challenge that the relying party shows. */
const SHAPES: { readonly [shape: string]: 'filled' | 'not offered' } = {
  'one-field': 'filled',
  'six-boxes': 'filled',
  'six-boxes-mirror': 'filled',
  'type-tel': 'filled',
  'type-number': 'filled',
  'type-password': 'filled',
  controlled: 'filled',
  'password-and-code': 'filled',
  // One field takes the password with the code behind it: what the user typed would be overwritten.
  'code-after-password': 'not offered',
  'recovery-code': 'not offered',
  'emailed-code': 'not offered',
  'open-shadow-root': 'filled',
  'closed-shadow-root': 'filled',
  'same-origin-frame': 'filled',
  'srcdoc-frame': 'filled',
  'scripted-frame': 'filled',
  // See fill-questions.spec.ts.
  'cross-origin-frame': 'not offered',
  'late-field': 'filled',
  dialog: 'filled',
};

test('every shape of a challenge is filled, or rightly left alone', async ({ extension, origin }) => {
  expect(Object.keys(SHAPES).toSorted()).toEqual(FORM_SHAPES.map(({ id }) => id).toSorted());
  const manage = await createVault(extension);
  const names = Object.keys(SHAPES);
  await addAccounts(
    manage,
    names.map((accountName) => ({ issuer: 'Shapes', accountName, site: origin })),
  );
  const page = await extension.context.newPage();
  const outcomes: { [name: string]: unknown } = {};
  for (const name of names) {
    await page.goto(`${origin}/forms/${name}`);
    if (name === 'late-field') await page.locator('#code').waitFor();
    outcomes[name] = await fillShape(extension, page, name);
  }
  expect(outcomes).toEqual(SHAPES);
});

/** By search, since the list has more accounts than rows on screen. */
async function fillShape(extension: ExtensionBrowser, page: Page, name: string): Promise<unknown> {
  const popup = await extension.clickToolbarIcon(page);
  if (SHAPES[name] === 'not offered') {
    await popup.waitFor(`document.querySelector('[data-looked]') !== null`, 'the look at the page');
    const buttons = await popup.evaluate<number>(`document.querySelectorAll('.row-fill').length`);
    await popup.close();
    return buttons === 0 ? 'not offered' : 'offered';
  }
  await popup.click('#search');
  await popup.type(name);
  await popup.clickButton(`Fill the code of Shapes, ${name}`);
  // It closes once the page holds the code, and says otherwise why it does not.
  await popup.waitUntilClosed().catch(() => undefined);
  if (popup.isClosed) return 'filled';
  const shown = await popup.text();
  await popup.close();
  return shown;
}

async function fillFrom(extension: ExtensionBrowser, page: Page, name: string): Promise<unknown> {
  await page.locator('input').first().waitFor({ state: 'attached' });
  const popup = await extension.clickToolbarIcon(page);
  try {
    await popup.clickButton(`Fill the code of Widgets, ${name}`);
    await popup.waitUntilClosed();
  } catch (error) {
    const shown = popup.isClosed ? '' : await popup.text();
    if (!popup.isClosed) await popup.close();
    return `not filled: ${String(error)} ${shown}`;
  }
  const read = () => page.evaluate(() => (globalThis as unknown as { heard: Heard }).heard);
  await expect
    .poll(async () => (await read()).value.length)
    .toBe(6)
    .catch(() => undefined);
  const { value, completed } = await read();
  const isComplete =
    /^\d{6}$/.test(value) && completed.length > 0 && completed.every((code) => code === value);
  return isComplete ? 'complete' : { value, completed };
}
