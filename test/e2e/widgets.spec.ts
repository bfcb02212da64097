import type { Page } from '@playwright/test';
import { addAccounts } from '../support/accounts.ts';
import type { ExtensionBrowser } from '../support/extension-browser.ts';
import { expect, test } from '../support/journey.ts';
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
