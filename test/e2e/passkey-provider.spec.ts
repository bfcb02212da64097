// The relying party's ceremonies with our provider in place of the browser's: nothing stands in for a device here, so what is
// verified was made by us.
import type { Page } from '@playwright/test';
import { acceptPermissionPrompt, focusBrowser } from '../support/browsers/xvfb-input.ts';
import { violationsOn } from '../support/browsers/axe-violations.ts';
import { expect, test } from '../support/journey.ts';
import { createVault, signIn, signOut, signUp } from '../support/journeys.ts';
import {
  answerPrompt,
  closing,
  countPasskeys,
  pressInPrompt,
  promptAfter,
  turnOn,
} from '../support/passkeys/passkey-window.ts';

const HOST = 'ankra.localhost';

test('a passkey is kept here, and signs in as second factor and alone', async ({ extension, origin }) => {
  const manage = await createVault(extension);
  await turnOn(extension, manage, `http://${HOST}`);
  const page = await extension.context.newPage();
  await signUp(page, origin);

  await test.step('made, after a yes in a window of ours', async () => {
    await page.goto(`${origin}/passkeys/new`);
    await page.getByLabel('Name').fill('Tallystick');
    const prompt = await promptAfter(extension, () =>
      page.getByRole('button', { name: /^Add (a )?passkey$/ }).click(),
    );
    await expect(prompt.getByRole('heading')).toHaveText(`Save a passkey for ${new URL(origin).host}?`);
    for (const colorScheme of ['dark', 'light'] as const) {
      await prompt.emulateMedia({ colorScheme });
      expect(await violationsOn(prompt)).toEqual([]);
    }
    await expect(prompt.getByRole('button', { name: 'Save it in Tallystick' })).toBeFocused();
    await closing(prompt, () => prompt.keyboard.press('Enter'));
    await expect(page.locator('#recovery-codes li')).toHaveCount(10);
    await page.getByRole('link', { name: 'Done' }).click();
    await expect(page.locator('#method-passkeys')).toContainText('Tallystick');
  });

  await test.step('signs in after the password', async () => {
    await signOut(page);
    await signIn(page, origin);
    const prompt = await promptAfter(extension, () =>
      page.getByRole('button', { name: 'Use a passkey' }).click(),
    );
    await answerPrompt(prompt, /^Sign in as /);
    await expect(page.locator('#signed-in-as')).toBeVisible();
  });

  await test.step('signs in alone', async () => {
    await signOut(page);
    const prompt = await promptAfter(extension, () =>
      page.getByRole('button', { name: 'Use a passkey' }).click(),
    );
    await answerPrompt(prompt, /^Sign in as /);
    await expect(page.locator('#signed-in-as')).toContainText('ada.new@example.com');
  });

  await test.step('a second one for the same account is not made', async () => {
    await page.goto(`${origin}/passkeys/new`);
    await page.getByLabel('Name').fill('Again');
    const prompt = await promptAfter(extension, () =>
      page.getByRole('button', { name: /^Add (a )?passkey$/ }).click(),
    );
    await pressInPrompt(prompt, 'Tell the site so');
    await expect(page.locator('[data-ceremony-error]')).toHaveText('This device is registered already.');
  });
});

test('whatever becomes of the window, the page gets an answer', async ({ extension, origin }) => {
  const manage = await createVault(extension);
  await turnOn(extension, manage, `http://${HOST}`);
  const page = await extension.context.newPage();
  await page.goto(`${origin}/sign-in`);

  await test.step('refused by Escape', async () => {
    const prompt = await promptAfter(extension, () => begin(page));
    await prompt.getByRole('button', { name: 'Save it in Tallystick' }).waitFor();
    await closing(prompt, () => prompt.keyboard.press('Escape'));
    await expect.poll(() => answerIn(page)).toBe('NotAllowedError');
  });

  await test.step('closed by the user', async () => {
    const prompt = await promptAfter(extension, () => begin(page));
    await prompt.close();
    await expect.poll(() => answerIn(page)).toBe('NotAllowedError');
  });

  await test.step('given up by the page', async () => {
    const prompt = await promptAfter(extension, () => begin(page));
    await closing(prompt, () => page.evaluate('globalThis.giveUp()'));
    await expect.poll(() => answerIn(page)).toBe('given up');
  });

  await test.step('given up in the moment of the yes: the vault has what the page has', async () => {
    const prompt = await promptAfter(extension, () => begin(page));
    const save = prompt.getByRole('button', { name: 'Save it in Tallystick' });
    await expect(save).toBeEnabled();
    await closing(prompt, async () => {
      await Promise.all([save.click(), page.evaluate('globalThis.giveUp()')]);
    });
    await expect.poll(() => answerIn(page)).toMatch(/^(?:given up|made)$/);
    const wanted = (await answerIn(page)) === 'made' ? 1 : 0;
    await expect.poll(() => countPasskeys(manage)).toBe(wanted);
  });

  await test.step('a worker that is stopped meanwhile', async () => {
    const prompt = await promptAfter(extension, () => begin(page));
    await prompt.getByRole('button', { name: 'Save it in Tallystick' }).waitFor();
    await extension.stopServiceWorker();
    await expect.poll(() => answerIn(page)).toBe('NotAllowedError');
    await expect(prompt.getByText('This request is over.')).toBeVisible({ timeout: 30_000 });
    await prompt.close();
  });
});

test('a page that speaks to the bridge itself gets no window for another site, and no answer that is not its own', async ({
  extension,
  origin,
}) => {
  const manage = await createVault(extension);
  await turnOn(extension, manage, `http://${HOST}`);
  const page = await extension.context.newPage();
  await page.goto(`${origin}/sign-in`);
  const before = extension.context.pages().length;
  const ask = {
    type: 'create',
    rpName: 'Bank',
    user: { id: 'AQID', name: 'ada', displayName: 'Ada' },
    challenge: 'Y2hhbGxlbmdl',
    algorithms: [-7],
    exclude: [],
    verification: 'discouraged',
    credProps: false,
    prf: null,
    timeoutMs: null,
  };
  const forged = [
    { do: 'begin', ask: { ...ask, rpId: 'bank.example' } },
    { do: 'begin', ask: { ...ask, rpId: 'localhost' } },
    { do: 'begin', ask: { ...ask, rpId: null, origin: 'https://bank.example' }, sender: { frameId: 0 } },
    { do: 'outcome', id: '0'.repeat(32) },
    { do: 'confirm', id: '0'.repeat(32) },
    { do: 'begin' },
    null,
  ];
  const answers = await page.evaluate(async (calls) => {
    const { port1, port2 } = new MessageChannel();
    document.dispatchEvent(new MessageEvent('tallystick-passkeys', { ports: [port2] }));
    const told = new Map<number, unknown>();
    const marker = calls.length;
    const done = new Promise<void>((resolve) => {
      port1.onmessage = ({ data }) => {
        told.set(data.id, data.reply);
        if (data.id === marker) resolve();
      };
    });
    for (const [id, call] of calls.entries()) port1.postMessage({ id, call });
    port1.postMessage({ id: marker, call: { do: 'outcome', id: 'f'.repeat(32) } });
    await done;
    return calls.map((_call, id) => told.get(id) ?? null);
  }, forged);
  const native = { kind: 'native' };
  const refused = { kind: 'failed', name: 'NotAllowedError' };
  expect(answers.slice(0, 2)).toEqual([native, native]);
  expect(answers[3]).toEqual(refused);
  expect(answers.slice(4)).toEqual([null, native, null]);
  // The third names no other site than its own, whatever it claims to be: that one is asked about, as what it is.
  await expect.poll(() => extension.context.pages().length).toBe(before + 1);
  const prompt = extension.context.pages().at(-1)!;
  await expect(prompt.getByRole('heading')).toHaveText(`Save a passkey for ${new URL(origin).host}?`);
  await expect(prompt.getByText('bank.example')).toHaveCount(0);
  await prompt.close();
});

test('of all sites one is left out, and taken in again', async ({ extension }) => {
  const manage = await createVault(extension);
  const page = await extension.context.newPage();
  await page.route('https://**', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }),
  );
  const isStoodIn = async (host: string) => {
    await page.goto(`https://${host}/`);
    const source = await page.evaluate<string>('`${CredentialsContainer.prototype.create}`');
    return !source.startsWith('function create()');
  };
  await manage.bringToFront();
  await manage.getByRole('link', { name: 'Sites' }).click();
  focusBrowser(await extension.processId());
  await manage.getByRole('checkbox', { name: 'Keep passkeys for all sites' }).click();
  await acceptPermissionPrompt();
  await expect(manage.getByRole('checkbox', { name: 'Keep passkeys for all sites' })).toBeChecked();
  await expect.poll(() => isStoodIn('shop.example')).toBe(true);

  await manage.getByLabel('Address of a site').fill('shop.example');
  await manage.getByRole('button', { name: 'Not on this site' }).click();
  const row = manage.getByRole('checkbox', { name: 'Keep passkeys for this site, https://shop.example' });
  await expect(row).not.toBeChecked();
  await expect.poll(() => isStoodIn('shop.example')).toBe(false);
  await expect.poll(() => isStoodIn('bank.example')).toBe(true);

  await row.click();
  await expect(row).toHaveCount(0);
  await expect.poll(() => isStoodIn('shop.example')).toBe(true);
});

/** A ceremony whose end is left in the page. */
function begin(page: Page): Promise<void> {
  return page.evaluate(() => {
    const world = globalThis as { answer?: string; giveUp?: () => void };
    const controller = new AbortController();
    world.answer = 'waiting';
    world.giveUp = () => controller.abort('given up');
    const publicKey: PublicKeyCredentialCreationOptions = {
      rp: { name: 'Ankra' },
      user: { id: Uint8Array.of(1), name: 'ada', displayName: 'Ada' },
      challenge: Uint8Array.of(1, 2, 3),
      pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
    };
    navigator.credentials.create({ publicKey, signal: controller.signal }).then(
      () => {
        world.answer = 'made';
      },
      (error: unknown) => {
        world.answer = error instanceof DOMException ? error.name : String(error);
      },
    );
  });
}

function answerIn(page: Page): Promise<string | undefined> {
  return page.evaluate(() => (globalThis as { answer?: string }).answer);
}
