// What the passkey provider adds to a sign-in with a passkey that is not kept here: from the page's call to the call of the
// browser's own, and a whole ceremony with a device of the browser, beside the same on a site where the provider is off.
import { generateKeyPairSync } from 'node:crypto';
import path from 'node:path';
import { startRelyingParty } from '../src/relying-party/server.ts';
import { createVault } from '../test/support/journeys.ts';
import type { ExtensionPage } from '../test/support/browsers/extension-page.ts';
import { turnOn } from '../test/support/passkeys/passkey-window.ts';
import { QuietBrowser } from './quiet-browser.ts';
import { type Row, rowOf } from './table.ts';

const RUNS = 21;
/** What the provider may add. */
const PROMISED_MS = 20;
/** A user reads the page for so long before signing in. */
const READING_MS = 300;

/** Before every script of the page, ours too: notes when the browser's own is asked; calls that only check arguments are not it. */
const NOTE_NATIVE = `{
  const { get } = CredentialsContainer.prototype;
  CredentialsContainer.prototype.get = function (options) {
    if (options?.signal?.aborted !== true) globalThis.askedAt = performance.now();
    return Reflect.apply(get, this, [options]);
  };
}`;

export async function measurePasskeys(): Promise<readonly Row[]> {
  const server = await startRelyingParty();
  const browser = await QuietBrowser.launch(path.resolve(import.meta.dirname, '../dist/chrome'));
  const [on, off] = [server.origin('ankra'), server.origin('sekoia')];
  try {
    await browser.prepare(async (watched) => {
      const manage = await createVault(watched);
      await turnOn(watched, manage, on);
      await manage.close();
      await watched.openTab(`${on}/sign-in`);
    });
    const page = await browser.watch(`${on}/sign-in`);
    await page.send('Page.enable', {});
    await page.send('Page.addScriptToEvaluateOnNewDocument', { source: NOTE_NATIVE });
    await addDevice(page, [on, off]);
    const signIns = { page, on, off };
    return [
      ...rowsOf('', await inTurns(signIns, async () => undefined)),
      ...rowsOf(', its worker stopped', await inTurns(signIns, () => stopWorker(page))),
    ];
  } finally {
    await browser.close();
    await server.close();
  }
}

interface SignIns {
  readonly page: ExtensionPage;
  readonly on: string;
  readonly off: string;
}

interface Times {
  readonly untilAsked: number;
  readonly whole: number;
}

interface Turns {
  readonly ours: readonly Times[];
  readonly theirs: readonly Times[];
}

/** The first of each compiles what it needs, and does not count. */
async function inTurns({ page, on, off }: SignIns, before: () => Promise<unknown>): Promise<Turns> {
  const ours: Times[] = [];
  const theirs: Times[] = [];
  for (let run = 0; run <= RUNS; run += 1) {
    for (const [origin, times] of [
      [on, ours],
      [off, theirs],
    ] as const) {
      await open(page, origin);
      await before();
      const taken = await page.evaluate<Times>(signIn(origin));
      if (run > 0) times.push(taken);
    }
  }
  return { ours, theirs };
}

/** By the session that plays the device: it would be gone with another one that is let go of. */
async function stopWorker(page: ExtensionPage): Promise<void> {
  await page.send('ServiceWorker.enable', {});
  await page.send('ServiceWorker.stopAllWorkers', {});
}

function rowsOf(how: string, { ours, theirs }: Turns): readonly Row[] {
  const untilAsked = ours.map((times) => times.untilAsked);
  return [
    rowOf(
      `until the browser is asked for a passkey that is not kept here${how}`,
      'promised',
      untilAsked,
      untilAsked.map(() => PROMISED_MS),
    ),
    rowOf(
      `the whole sign-in with it${how}`,
      'the provider is off',
      ours.map(({ whole }) => whole),
      theirs.map(({ whole }) => whole),
    ),
  ];
}

function signIn(origin: string): string {
  return `(async () => {
    const publicKey = { challenge: new Uint8Array(32), userVerification: 'discouraged',
      allowCredentials: [{ type: 'public-key', id: Uint8Array.from(${JSON.stringify(idFor(origin))}) }] };
    const start = performance.now();
    await navigator.credentials.get({ publicKey });
    return { untilAsked: askedAt - start, whole: performance.now() - start };
  })()`;
}

async function open(page: ExtensionPage, origin: string): Promise<void> {
  await page.send('Page.navigate', { url: `${origin}/sign-in` });
  await page.waitFor(
    `location.origin === ${JSON.stringify(origin)} && document.readyState === 'complete'`,
    `the page of ${origin}`,
  );
  // Browsers answer a page that has the focus only.
  await page.send('Page.bringToFront', {});
  await page.waitFor('document.hasFocus()', 'the focus');
  await page.evaluate(`new Promise((resolve) => setTimeout(resolve, ${READING_MS}))`);
}

/** One device of the browser, which answers by itself and has a passkey of each site. */
async function addDevice(page: ExtensionPage, origins: readonly string[]): Promise<void> {
  await page.send('WebAuthn.enable', {});
  const { authenticatorId } = (await page.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'usb', automaticPresenceSimulation: true },
  })) as { readonly authenticatorId: string };
  for (const origin of origins) {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    await page.send('WebAuthn.addCredential', {
      authenticatorId,
      credential: {
        credentialId: Buffer.from(idFor(origin)).toString('base64'),
        isResidentCredential: false,
        rpId: new URL(origin).hostname,
        privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
        signCount: 1,
      },
    });
  }
}

/** Each site has a passkey of its own. */
function idFor(origin: string): readonly number[] {
  return Array.from({ length: 16 }, (_, index) => origin.charCodeAt(8 + (index % 5)));
}
