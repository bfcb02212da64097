// Pages that wait for a passkey beside their field (conditional mediation). No device is stood in for: what signs in is ours.
import type { Page } from '@playwright/test';
import { ankra } from '../../src/relying-party/policies/ankra.ts';
import { startRelyingParty } from '../../src/relying-party/server.ts';
import type { ExtensionBrowser } from '../support/browsers/extension-browser.ts';
import {
  buttonOf,
  isVisible,
  offerIn,
  serve,
  untilSeen,
  untilUnseen,
  pressAway,
} from '../support/hostile-page.ts';
import { expect, test as base } from '../support/journey.ts';
import { createVault, PASSPHRASE, signOut, signUp } from '../support/journeys.ts';
import {
  answerPrompt,
  closing,
  pressInPrompt,
  promptAfter,
  turnOn,
} from '../support/passkeys/passkey-window.ts';

const HOST = 'ankra.localhost';
const EMAIL = 'ada.new@example.com';
const OFFERING = { ...ankra, passkeys: { ...ankra.passkeys!, offeredInField: true } };

const test = base.extend({
  server: async ({}, use) => {
    const server = await startRelyingParty({ presets: [OFFERING] });
    await use(server);
    await server.close();
  },
});

test('a sign-in page that waits for a passkey is offered ours beside its field, in the popup, and while locked', async ({
  extension,
  origin,
}) => {
  const manage = await createVault(extension);
  await turnOn(extension, manage, `http://${HOST}`);
  const page = await extension.context.newPage();
  await signUp(page, origin);
  await page.goto(`${origin}/passkeys/new`);
  await page.getByLabel('Name').fill('Tallystick');
  const saved = await promptAfter(extension, () =>
    page.getByRole('button', { name: /^Add (a )?passkey$/ }).click(),
  );
  await pressInPrompt(saved, 'Save it in Tallystick');
  await page.getByRole('link', { name: 'Done' }).click();

  await test.step('picked beside the field, with the passphrase, since it stands for the password too', async () => {
    await signOut(page);
    await page.getByLabel('Email').focus();
    const frame = await untilSeen(page);
    await expect(frame.locator('#rows')).toContainText(EMAIL);
    const { x, y } = await buttonOf(frame);
    const prompt = await promptAfter(extension, () => page.mouse.click(x, y));
    await expect(prompt.getByRole('button', { name: 'Use another device or security key' })).toHaveCount(0);
    await answerPrompt(prompt, /^Sign in as /);
    await expect(page.locator('#signed-in-as')).toContainText(EMAIL);
  });

  await test.step('a window that is closed leaves the page waiting, and the offer comes again', async () => {
    await signOut(page);
    await page.getByLabel('Email').focus();
    const { x, y } = await buttonOf(await untilSeen(page));
    const prompt = await promptAfter(extension, () => page.mouse.click(x, y));
    await prompt.getByLabel('Passphrase').waitFor();
    await closing(prompt, () => prompt.keyboard.press('Escape'));
    await page.bringToFront();
    await page.getByLabel('Email').focus();
    await untilSeen(page);
    await expect(page.locator('[data-ceremony-error]')).toHaveText('');
  });

  await test.step('another field has the focus: the offer goes', async () => {
    await page.getByLabel('Password').focus();
    await expect.poll(() => offerIn(page)).toBeUndefined();
  });

  await test.step('picked in the popup', async () => {
    await page.goto(`${origin}/sign-in`);
    const popup = await extension.clickToolbarIcon(page);
    const prompt = await promptAfter(extension, () =>
      popup.clickButton(`Sign in with passkey ${EMAIL}`).catch(() => undefined),
    );
    await answerPrompt(prompt, /^Sign in as /);
    await expect(page.locator('#signed-in-as')).toContainText(EMAIL);
  });

  await test.step('the button of the page takes the place of what waits', async () => {
    await signOut(page);
    const prompt = await promptAfter(extension, () =>
      page.getByRole('button', { name: 'Use a passkey' }).click(),
    );
    await answerPrompt(prompt, /^Sign in as /);
    await expect(page.locator('#signed-in-as')).toContainText(EMAIL);
  });

  await test.step('while locked nobody is named, and the window unlocks', async () => {
    await signOut(page);
    await manage.bringToFront();
    await manage.getByRole('button', { name: 'Lock', exact: true }).click();
    await expect(manage.getByRole('heading', { name: 'Locked' })).toBeVisible();
    await page.bringToFront();
    await page.goto(`${origin}/sign-in`);
    await page.getByLabel('Email').focus();
    const frame = await untilSeen(page);
    await expect(frame.locator('#rows')).toContainText('may be in your locked vault');
    await expect(frame.locator('body')).not.toContainText('ada.new');
    const { x, y } = await buttonOf(frame);
    const prompt = await promptAfter(extension, () => page.mouse.click(x, y));
    await prompt.getByLabel('Passphrase').fill(PASSPHRASE);
    await prompt.getByRole('button', { name: 'Unlock' }).click();
    await answerPrompt(prompt, /^Sign in as /);
    await expect(page.locator('#signed-in-as')).toContainText(EMAIL);
  });
});

/** The answer to what the page waits for is left in it. */
const WAITING = `<input id="name" autocomplete="username webauthn" style="margin:60px 0"><input id="other">
  <script>
    globalThis.answer = 'waiting';
    globalThis.controller = new AbortController();
    globalThis.wait = (extra = {}) => navigator.credentials.get({ mediation: 'conditional', signal: controller.signal,
      publicKey: { challenge: Uint8Array.of(1, 2, 3), userVerification: 'discouraged', ...extra } }).then(
        (credential) => { answer = credential.type + ' ' + (credential instanceof PublicKeyCredential); },
        (error) => { answer = error?.name ?? String(error); });
    wait();
  </script>`;
const HIDDEN: Readonly<Record<string, string>> = {
  'makes its field transparent': `document.querySelector('#name').style.opacity = '0'`,
  'makes its body nearly transparent': `document.body.style.opacity = '0.001'`,
  'moves its field out of sight': `document.querySelector('#name').style.cssText = 'position:absolute;left:-9999px'`,
  'covers it with a popover': `const cover = Object.assign(document.createElement('div'), { popover: 'manual' });
    cover.style.cssText = 'position:fixed;inset:0;margin:0;padding:0;border:0;width:100%;height:100%;max-width:none;max-height:none;background:white;pointer-events:none';
    document.body.append(cover); cover.showPopover()`,
};

test('what waits ends as the page says', async ({ extension, origin }) => {
  const { page, begin } = await siteWithPasskey(extension, origin);

  await test.step('available, and answered by one click where nothing is to be verified', async () => {
    const frame = await begin();
    expect(await page.evaluate('PublicKeyCredential.isConditionalMediationAvailable()')).toBe(true);
    const { x, y } = await buttonOf(frame);
    await page.mouse.click(x, y);
    await expect.poll(() => answerIn(page)).toBe('public-key true');
    await expect.poll(() => offerIn(page)).toBeUndefined();
    // The browser is free for another.
    await page.evaluate('answer = "waiting"; void wait()');
    await page.locator('#other').focus();
    await page.locator('#name').focus();
    await untilSeen(page);
  });

  await test.step('by the keyboard', async () => {
    const frame = await begin();
    await page.keyboard.press('Alt+ArrowDown');
    // The focus goes from one process to another; a key sent before it has arrived goes to the page.
    await expect.poll(() => frame.evaluate('document.hasFocus()')).toBe(true);
    await page.keyboard.press('Tab');
    await expect(frame.locator('#rows button')).toBeFocused();
    await pressAway(page, 'Enter', () => expect.poll(() => answerIn(page)).toBe('public-key true'));
  });

  await test.step('given up by the page', async () => {
    await begin();
    await page.evaluate('void controller.abort("gone on")');
    await expect.poll(() => answerIn(page)).toBe('gone on');
    await expect.poll(() => offerIn(page)).toBeUndefined();
  });

  await test.step('a modal request takes its place', async () => {
    await begin();
    const prompt = await promptAfter(extension, () =>
      page.evaluate(
        `void navigator.credentials.get({ publicKey: { challenge: Uint8Array.of(1), userVerification: 'discouraged' } })
          .then((credential) => { globalThis.modal = credential.type })`,
      ),
    );
    await expect.poll(() => answerIn(page)).toBe('AbortError');
    await answerPrompt(prompt, /^Sign in as /);
    await expect.poll(() => page.evaluate('globalThis.modal')).toBe('public-key');
  });

  await test.step('a worker that is stopped meanwhile', async () => {
    await begin();
    await extension.stopServiceWorker();
    await page.bringToFront();
    await page.locator('#name').focus();
    const { x, y } = await buttonOf(await untilSeen(page));
    await page.mouse.click(x, y);
    await expect.poll(() => answerIn(page)).toBe('public-key true');
  });
});

test('no trick of a page makes a click a sign-in', async ({ extension, origin }) => {
  const { page, begin } = await siteWithPasskey(extension, origin);

  await test.step('another site is offered nothing', async () => {
    await serve(page, origin, WAITING.replace('wait();', `wait({ rpId: 'bank.example' });`));
    await page.locator('#name').focus();
    await expect.poll(() => answerIn(page)).toBe('SecurityError');
    expect(offerIn(page)).toBeUndefined();
  });

  for (const [what, script] of Object.entries(HIDDEN)) {
    await test.step(`a page that ${what}`, async () => {
      const frame = await begin();
      const { x, y } = await buttonOf(frame);
      await page.evaluate(`(() => { ${script} })()`);
      await untilUnseen(page, frame);
      await page.mouse.click(x, y);
      expect(await answerIn(page)).toBe('waiting');
    });
  }

  await test.step('a page in a frame, and one that frames the site', async () => {
    const inner = WAITING.replace('<script>', '<script>globalThis.isInner = true;');
    await serve(page, origin, `<iframe id="inner" srcdoc="${inner.replaceAll('"', '&quot;')}"></iframe>`);
    const frame = page.frames().at(-1)!;
    await frame.locator('#name').focus();
    // The browser alone is asked. One without a place for it says so, sooner or later.
    const isNativeThere = await frame.evaluate('PublicKeyCredential.isConditionalMediationAvailable()');
    const native = isNativeThere === true ? 'waiting' : 'NotSupportedError';
    await expect.poll(() => frame.evaluate('answer')).toBe(native);
    expect(offerIn(page)).toBeUndefined();
    expect(await frame.evaluate('navigator.credentials.get.toString()')).toContain('[native code]');
  });

  await test.step('the click itself has to be the user’s', async () => {
    const frame = await begin();
    await frame.evaluate(`document.querySelector('#rows button').click()`);
    expect(await isVisible(frame)).toBe(true);
    expect(await answerIn(page)).toBe('waiting');
    const { x, y } = await buttonOf(frame);
    await page.mouse.click(x, y);
    await expect.poll(() => answerIn(page)).toBe('public-key true');
  });
});

/** One passkey of the site is kept, and its page waits for one with the focus in its field. */
async function siteWithPasskey(extension: ExtensionBrowser, origin: string) {
  const manage = await createVault(extension);
  await turnOn(extension, manage, `http://${HOST}`);
  const page = await extension.context.newPage();
  await serve(page, origin, WAITING);
  const saved = await promptAfter(extension, () => page.evaluate(MAKE));
  await pressInPrompt(saved, 'Save it in Tallystick');
  const begin = async () => {
    await serve(page, origin, WAITING);
    await page.locator('#name').focus();
    return untilSeen(page);
  };
  return { page, begin };
}

const MAKE = `void (async () => {
  controller.abort();
  await navigator.credentials.create({ publicKey: { rp: { name: 'Ankra' }, challenge: Uint8Array.of(1),
    user: { id: Uint8Array.of(1), name: 'ada', displayName: 'Ada' }, pubKeyCredParams: [{ type: 'public-key', alg: -7 }] } });
})()`;

function answerIn(page: Page): Promise<string> {
  return page.evaluate<string>('globalThis.answer');
}
