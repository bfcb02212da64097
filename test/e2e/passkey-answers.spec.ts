// Whatever the vault and its worker are in, a page gets an answer long before its ceremony's time is over, and where nothing of
// ours is to be asked, the browser's own provider gets the ceremony as if there were none between.
import type { Page } from '@playwright/test';
import { EXTENSION_ID } from '../support/browsers/extension-browser.ts';
import { answerIn, begin, openHostile, serveHostile } from '../support/passkeys/hostile-passkey-page.ts';
import { expect, test } from '../support/journey.ts';
import { createVault } from '../support/journeys.ts';
import { ask, closing, promptAfter, promptsIn, turnOn } from '../support/passkeys/passkey-window.ts';
import { addPrfAuthenticator } from '../support/passkeys/virtual-authenticator.ts';

const SAVE = { name: 'Save it in Tallystick' };
/** A third of the shortest time that a ceremony is given. */
const IN_TIME = { timeout: 20_000 };

test('a vault that is locked, damaged, emptied or erased leaves a page an answer', async ({
  extension,
  origin,
}) => {
  const { manage, page } = await openHostile(extension, origin);
  await addPrfAuthenticator(page);

  await test.step('locked, where nothing is kept for the site: the browser answers', async () => {
    await ask(manage, 'vault/lock', {});
    await page.bringToFront();
    await beginGet(page);
    await expect.poll(() => answerIn(page), IN_TIME).toBe('NotAllowedError');
    expect(promptsIn(extension)).toHaveLength(0);
  });

  await test.step('locked, and the site wants a new one: who unlocks is asked, and may refuse', async () => {
    const prompt = await promptAfter(extension, () => begin(page));
    await prompt.getByLabel('Passphrase').waitFor();
    await closing(prompt, () => prompt.getByRole('button', { name: 'Cancel' }).click());
    await expect.poll(() => answerIn(page), IN_TIME).toBe('NotAllowedError');
  });

  await test.step('locked, and another device is chosen: the browser answers', async () => {
    const prompt = await promptAfter(extension, () => begin(page));
    await prompt.getByLabel('Passphrase').waitFor();
    await closing(prompt, () =>
      prompt.getByRole('button', { name: 'Use another device or security key' }).click(),
    );
    await expect.poll(() => answerIn(page), IN_TIME).toBe('made');
  });

  for (const [state, damage] of [
    ['damaged', overwrite],
    ['emptied', clear],
  ] as const) {
    await test.step(`${state}: the browser answers`, async () => {
      await damage(manage);
      await extension.stopServiceWorker();
      await page.bringToFront();
      await begin(page);
      await expect.poll(() => answerIn(page), IN_TIME).toBe('made');
      expect(promptsIn(extension)).toHaveLength(0);
    });
  }
});

test('a worker that was stopped, is stopped, or is another one by now leaves a page an answer', async ({
  extension,
  origin,
}) => {
  const { page } = await openHostile(extension, origin);
  await addPrfAuthenticator(page);

  await test.step('stopped before: it is not started for a passkey that is not kept here', async () => {
    await extension.stopServiceWorker();
    const isRunning = await watchWorker(page);
    await expect.poll(isRunning).toBe(false);
    await page.bringToFront();
    await beginGet(page);
    await expect.poll(() => answerIn(page), IN_TIME).toBe('NotAllowedError');
    expect(isRunning()).toBe(false);
  });

  await test.step('what is made in another tab is known to this one', async () => {
    const other = await extension.context.newPage();
    await serveHostile(other, origin, '');
    const save = await promptAfter(extension, () => begin(other));
    await closing(save, () => save.getByRole('button', SAVE).click());
    await expect.poll(() => answerIn(other)).toBe('made');
    await other.close();
    await page.bringToFront();
    const prompt = await promptAfter(extension, () => beginGet(page));
    await closing(prompt, () => prompt.getByRole('button', { name: 'Cancel' }).click());
    await expect.poll(() => answerIn(page), IN_TIME).toBe('NotAllowedError');
  });

  await test.step('stopped again and again, while ceremonies begin', async () => {
    for (let round = 0; round < 5; round += 1) {
      await page.bringToFront();
      await begin(page);
      await extension.stopServiceWorker();
      // A worker that was stopped before it heard of the ceremony is started by it, and asks the user, who closes the window.
      const answered = async () => {
        for (const prompt of promptsIn(extension)) await prompt.close().catch(() => undefined);
        return answerIn(page);
      };
      await expect.poll(answered, IN_TIME).toMatch(/^(?:NotAllowedError|made)$/);
    }
  });

  await test.step('the extension is loaded anew while the user is asked', async () => {
    const prompt = await promptAfter(extension, () => begin(page));
    await prompt.getByRole('button', SAVE).waitFor();
    await prompt.evaluate('void setTimeout(() => chrome.runtime.reload())');
    await expect.poll(() => answerIn(page), IN_TIME).toBe('NotAllowedError');
  });

  await test.step('the page’s end of an extension that is gone: the browser answers', async () => {
    await page.bringToFront();
    await begin(page);
    await expect.poll(() => answerIn(page), IN_TIME).toBe('made');
  });
});

test('a sign-in with what is not kept here takes one message of ours, and one ceremony of the browser', async ({
  extension,
  origin,
}) => {
  const manage = await createVault(extension);
  const page = await extension.context.newPage();
  const { session } = await addPrfAuthenticator(page);
  const events: string[] = [];
  session.on('WebAuthn.credentialAdded', () => events.push('made'));
  session.on('WebAuthn.credentialAsserted', () => events.push('signed'));
  // Before the provider is on: made by the browser's own, and signed in with.
  await serveHostile(page, origin, COUNTING);
  await page.bringToFront();
  await begin(page);
  await expect.poll(() => answerIn(page)).toBe('made');
  const before = await signInCounted(page);
  expect(events).toEqual(['made', 'signed']);
  expect(before).toEqual({ answer: 'signed', messages: 0, handlers: 'get' });

  await turnOn(extension, manage, origin);
  await serveHostile(page, origin, COUNTING);
  await page.bringToFront();
  const after = await signInCounted(page);
  expect(after).toEqual({ ...before, messages: 1 });
  expect(events).toEqual(['made', 'signed', 'signed']);
  expect(promptsIn(extension)).toHaveLength(0);
  const refused = await page.evaluate(() =>
    navigator.credentials
      .get({ publicKey: { challenge: Uint8Array.of(1), rpId: 'bank.example' } })
      .catch((error: Error) => [error.name, (globalThis as unknown as { messages: number }).messages]),
  );
  // Not even asked: the browser refuses it first, or as the answer to the one message.
  expect(refused).toEqual(['SecurityError', 2]);
});

const COUNTING = `globalThis.messages = 0;
  const post = MessagePort.prototype.postMessage;
  MessagePort.prototype.postMessage = function (...given) { messages += 1; return post.apply(this, given); };`;

function signInCounted(page: Page): Promise<object> {
  return page.evaluate(async () => {
    const world = globalThis as unknown as { messages: number };
    const { id } = (await navigator.credentials.get({
      publicKey: { challenge: Uint8Array.of(1, 2, 3), userVerification: 'discouraged' },
    })) as PublicKeyCredential;
    return {
      answer: id === '' ? 'nothing' : 'signed',
      messages: world.messages,
      handlers: navigator.credentials.get.name,
    };
  });
}

/** Whether our worker runs now, as the browser tells. */
async function watchWorker(page: Page): Promise<() => boolean> {
  const session = await page.context().newCDPSession(page);
  const running = new Map<string, boolean>();
  session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
    for (const { versionId, scriptURL, runningStatus } of versions)
      if (scriptURL.includes(EXTENSION_ID)) running.set(versionId, runningStatus !== 'stopped');
  });
  await session.send('ServiceWorker.enable');
  return () => running.size === 0 || [...running.values()].includes(true);
}

/** As `begin`, for a sign-in. */
function beginGet(page: Page): Promise<void> {
  return page.evaluate(() => {
    const world = globalThis as { answer?: string };
    world.answer = 'waiting';
    const publicKey = { challenge: Uint8Array.of(1, 2, 3), timeout: 1000 };
    navigator.credentials.get({ publicKey }).then(
      () => {
        world.answer = 'signed';
      },
      (error: Error) => {
        world.answer = error.name;
      },
    );
  });
}

/** Every value of every database of ours. */
function overwrite(manage: Page): Promise<void> {
  return manage.evaluate(async () => {
    for (const { name } of await indexedDB.databases()) {
      const opening = indexedDB.open(name ?? '');
      await new Promise((resolve) => opening.addEventListener('success', resolve));
      const { result: database } = opening;
      for (const store of database.objectStoreNames) {
        const cursors = database.transaction(store, 'readwrite').objectStore(store).openCursor();
        await new Promise<void>((resolve) => {
          cursors.addEventListener('success', () => {
            const { result: cursor } = cursors;
            if (cursor === null) return resolve();
            cursor.update(new Uint8Array(64));
            cursor.continue();
          });
        });
      }
      database.close();
    }
  });
}

function clear(manage: Page): Promise<void> {
  return manage.evaluate(async () => {
    for (const { name } of await indexedDB.databases()) {
      const opening = indexedDB.open(name ?? '');
      await new Promise((resolve) => opening.addEventListener('success', resolve));
      const { result: database } = opening;
      for (const store of database.objectStoreNames) {
        const clearing = database.transaction(store, 'readwrite').objectStore(store).clear();
        await new Promise((resolve) => clearing.addEventListener('success', resolve));
      }
      database.close();
    }
  });
}
