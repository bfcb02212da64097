// What a page can do to the passkey provider: everything of its own world is in its hands, and nothing else.
import { EXTENSION_ID } from '../support/browsers/extension-browser.ts';
import {
  answerIn,
  ASK,
  begin,
  openHostile,
  REFUSED,
  serveHostile,
  SPOILING_SCRIPT,
  speak,
} from '../support/passkeys/hostile-passkey-page.ts';
import { expect, test } from '../support/journey.ts';
import { createVault } from '../support/journeys.ts';
import {
  closing,
  countPasskeys,
  promptAfter,
  promptsIn,
  turnOn,
} from '../support/passkeys/passkey-window.ts';

const SAVE = { name: 'Save it in Tallystick' };

test('a page that owns every prototype sees only what is its own, and nothing is made without the window', async ({
  extension,
  origin,
}) => {
  const { manage, page } = await openHostile(extension, origin, SPOILING_SCRIPT);
  const prompt = await promptAfter(extension, () => begin(page));
  await prompt.getByRole('button', SAVE).waitFor();
  // It claims to be answered already, to itself.
  expect(await countPasskeys(manage)).toBe(0);
  await closing(prompt, () => prompt.getByRole('button', { name: 'Cancel' }).click());
  await expect.poll(() => answerIn(page)).toBe('NotAllowedError');
  expect(await countPasskeys(manage)).toBe(0);
  const seen = await page.evaluate(() => [...(globalThis as unknown as { seen: Set<string> }).seen]);
  // The page's own options, the messages on the port, and their two answers.
  expect(seen.filter((text) => text.includes('"do":"begin"'))).toHaveLength(1);
  for (const text of seen) expect(text).not.toMatch(/chrome-extension:|private|prfSecret|passphrase|vault/i);
});

test('a page cannot forge the answer of the user by its prototypes', async ({ extension, origin }) => {
  const manage = await createVault(extension);
  await turnOn(extension, manage, origin);
  const page = await extension.context.newPage();
  // Every object has every member that an answer of ours has.
  await serveHostile(
    page,
    origin,
    `for (const [name, value] of Object.entries({ kind: 'made', ok: true, presented: {}, origin: 'https://bank.example',
      rpId: 'bank.example', topOrigin: 'https://bank.example', frameId: 0, toJSON: () => ({ do: 'confirm' }) }))
      Object.defineProperty(Object.prototype, name, { get: () => value, set() {}, configurable: true });`,
  );
  await begin(page);
  await expect
    .poll(async () => (await answerIn(page)) !== 'waiting' || promptsIn(extension).length > 0)
    .toBe(true);
  for (const prompt of promptsIn(extension)) {
    await expect(prompt.getByRole('heading')).toHaveText(`Save a passkey for ${new URL(origin).host}?`);
    await prompt.close();
  }
  expect(await countPasskeys(manage)).toBe(0);
  await manage.getByRole('link', { name: 'Passkeys' }).click();
  await expect(manage.getByText('bank.example')).toHaveCount(0);
});

test('the bridge answers for no rp id of another, no message again, and no other tab', async ({
  extension,
  origin,
}) => {
  const { manage, page } = await openHostile(extension, origin);
  const { hostname, host, port } = new URL(origin);
  const wrong = [
    'bank.example',
    'localhost',
    '',
    hostname.toUpperCase(),
    `${hostname}.`,
    `.${hostname}`,
    hostname.slice(1),
    `login.${hostname}`,
    host,
    origin,
    '127.0.0.1',
    `${hostname}\0.bank.example`,
    `bank.example/${hostname}`,
    'xn--nkra-5qa.localhost',
  ];
  expect(port).not.toBe('');
  const forged = wrong.map((rpId) => ({ do: 'begin', ask: { ...ASK, rpId } }));
  expect(await speak(page, forged)).toEqual(wrong.map(() => ({ kind: 'native' })));
  expect(promptsIn(extension)).toHaveLength(0);

  await test.step('the same message twice leaves one window, and ends the first ceremony', async () => {
    const calls = [
      { do: 'begin', ask: ASK },
      { do: 'begin', ask: ASK },
    ];
    const [first, second] = (await speak(page, calls)) as { readonly kind: string; readonly id: string }[];
    const asked = [first, second].filter((one) => one?.kind === 'asking');
    expect(new Set(asked.map((one) => one?.id)).size).toBe(asked.length);
    const last = asked.at(-1)?.id ?? '';
    const left = () => promptsIn(extension).map((one) => one.url().endsWith(last));
    await expect.poll(left).toEqual([true]);

    const other = await extension.context.newPage();
    await serveHostile(other, origin, '');
    const stolen = [
      { do: 'outcome', id: last },
      { do: 'abort', id: last },
    ];
    expect(await speak(other, stolen)).toEqual([REFUSED, null]);
    expect(left()).toEqual([true]);

    const [prompt] = promptsIn(extension);
    await closing(prompt!, () => prompt!.getByRole('button', { name: 'Cancel' }).click());
    const outcome = { do: 'outcome', id: last };
    expect(await speak(page, [outcome, outcome])).toEqual([REFUSED, REFUSED]);
  });

  await test.step('the verbs of our own pages are none of the bridge’s', async () => {
    const calls = ['passkey-prompt/confirm', '../passkey-prompt/confirm', 'confirm', 'view', 'decline'].map(
      (verb) => ({
        do: verb,
        id: '0'.repeat(32),
        passkeyId: null,
        presented: null,
      }),
    );
    expect(await speak(page, calls)).toEqual(calls.map(() => 'no answer'));
    expect(await countPasskeys(manage)).toBe(0);
  });
});

test('a frame has no bridge, and one that is given the page’s asks in the page’s name', async ({
  extension,
  origin,
}) => {
  const { manage, page } = await openHostile(extension, origin);
  await page.evaluate((src) => {
    document.body.innerHTML = `<iframe src="${src}" allow="publickey-credentials-create *; publickey-credentials-get *"></iframe>`;
  }, origin.replace('ankra', 'bank').concat('/attack/frame'));
  const frame = page.frames().find((one) => one !== page.mainFrame())!;
  await frame.waitForLoadState();
  const source = 'Function.prototype.toString.call(CredentialsContainer.prototype.create)';
  const isNative = (await frame.evaluate<string>(source)).startsWith('function create()');
  expect(isNative).toBe(true);
  expect(await speak(frame, [{ do: 'begin', ask: ASK }])).toEqual(['no answer']);

  // The page hands its end of the bridge over.
  const prompt = await promptAfter(extension, () =>
    page.evaluate((ask) => {
      const { port1, port2 } = new MessageChannel();
      document.dispatchEvent(new MessageEvent('tallystick-passkeys', { ports: [port2] }));
      frames[0]?.postMessage(ask, '*', [port1]);
    }, ASK),
  );
  await expect(prompt.getByRole('heading')).toHaveText(`Save a passkey for ${new URL(origin).host}?`);
  await prompt.close();
  expect(await countPasskeys(manage)).toBe(0);
});

test('a page neither opens nor frames our window, and its opener is nobody', async ({
  extension,
  origin,
}) => {
  const { page } = await openHostile(extension, origin);
  const prompt = await promptAfter(extension, () => begin(page));
  await prompt.getByRole('button', SAVE).waitFor();
  const address = prompt.url();
  expect(address).toContain(EXTENSION_ID);
  expect(await prompt.evaluate(() => [window.opener, window.top === window, document.referrer])).toEqual([
    null,
    true,
    '',
  ]);
  const framed = await page
    .evaluate(async (src) => {
      const frame = document.body.appendChild(document.createElement('iframe'));
      frame.src = src;
      await new Promise((resolve) => frame.addEventListener('load', resolve));
      const opened = window.open(src);
      let text = '';
      try {
        text = frame.contentDocument?.body.textContent ?? '';
      } catch {
        text = 'of another origin';
      }
      return { text, isOpened: opened !== null && opened.location.href === src };
    }, address)
    .catch(() => ({ text: 'of another origin', isOpened: false }));
  expect(framed.isOpened).toBe(false);
  const inFrames = page.frames().map((one) => one.url());
  expect(inFrames.filter((url) => url === address)).toEqual([]);
  await prompt.close();
});

test('our window cannot be pressed by what was meant for the page or for a window over it', async ({
  extension,
  origin,
}) => {
  const manage = await createVault(extension);
  await turnOn(extension, manage, origin);
  const page = await extension.context.newPage();
  await serveHostile(page, origin, '');
  const prompt = await promptAfter(extension, () => begin(page));
  // Presses every button in the very moment in which it is there, which no hand can. Into a window that has just come up
  // a script may be put too late on a busy machine; into its next document it comes before everything.
  await prompt.addInitScript(() => {
    const world = globalThis as { pressed?: boolean[] };
    world.pressed = [];
    new MutationObserver(() => {
      for (const button of document.querySelectorAll<HTMLButtonElement>(
        'button.primary:not([data-pressed])',
      )) {
        button.dataset['pressed'] = '';
        world.pressed?.push(button.disabled);
        button.click();
      }
    }).observe(document, { subtree: true, childList: true });
  });
  await prompt.reload();
  const save = prompt.getByRole('button', SAVE);
  await save.waitFor();
  const pressed = () => prompt.evaluate(() => (globalThis as { pressed?: boolean[] }).pressed);
  await expect.poll(pressed).toEqual([true]);
  await expect(save).toBeEnabled();
  expect(await countPasskeys(manage)).toBe(0);

  await test.step('a window of the page’s came over it and went away', async () => {
    const at = await prompt.evaluate(() => {
      window.dispatchEvent(new Event('blur'));
      const button = document.querySelector<HTMLButtonElement>('button.primary')!;
      return new Promise<number[]>((resolve) => {
        requestAnimationFrame(() => {
          const isDeadBehind = Number(button.disabled);
          const start = performance.now();
          window.dispatchEvent(new Event('focus'));
          button.click();
          new MutationObserver(() => resolve([isDeadBehind, performance.now() - start])).observe(button, {
            attributeFilter: ['disabled'],
          });
        });
      });
    });
    expect(at[0]).toBe(1);
    expect(at[1]).toBeGreaterThanOrEqual(499);
    expect(await countPasskeys(manage)).toBe(0);
    await expect(save).toBeFocused();
  });

  await closing(prompt, () => save.click());
  await expect.poll(() => answerIn(page)).toBe('made');
  expect(await countPasskeys(manage)).toBe(1);
});
