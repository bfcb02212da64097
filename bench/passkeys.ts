// What the passkey provider costs a site whose passkeys are not kept here: the same sign-in with a virtual authenticator on
// a site where the provider is on, and on one where it is off, in turns.
import { generateKeyPairSync } from 'node:crypto';
import path from 'node:path';
import { startRelyingParty } from '../src/relying-party/server.ts';
import type { ExtensionPage } from '../test/support/extension-page.ts';
import { createVault } from '../test/support/journeys.ts';
import { acceptPermissionPrompt, focusBrowser } from '../test/support/xvfb-input.ts';
import { QuietBrowser } from './quiet-browser.ts';
import { type Row, rowOf } from './table.ts';

const RUNS = 21;
/** With a worker that was stopped before each. */
const COLD_RUNS = 9;
/** What the provider may add. */
const PROMISED_MS = 20;

const signIn = (origin: string) => `(async () => {
  const id = Uint8Array.from(${JSON.stringify(idFor(origin))});
  const publicKey = { challenge: crypto.getRandomValues(new Uint8Array(32)), userVerification: 'discouraged',
    allowCredentials: [{ type: 'public-key', id }] };
  const start = performance.now();
  await navigator.credentials.get({ publicKey });
  return performance.now() - start;
})()`;

export async function measurePasskeys(): Promise<readonly Row[]> {
  const server = await startRelyingParty();
  const browser = await QuietBrowser.launch(path.resolve(import.meta.dirname, '../dist/chrome'));
  const [on, off] = [server.origin('ankra'), server.origin('sekoia')];
  try {
    await browser.prepare(async (watched) => {
      const manage = await createVault(watched);
      await manage.getByRole('link', { name: 'Sites' }).click();
      await manage.getByLabel('Address of a site').fill(on);
      focusBrowser(await watched.processId());
      await manage.getByRole('button', { name: 'Turn on for this site' }).click();
      await acceptPermissionPrompt();
      await manage.getByRole('checkbox', { name: /^Keep passkeys for this site/ }).waitFor();
      await watched.openTab(`${on}/sign-in`);
    });
    const page = await browser.watch(`${on}/sign-in`);
    // Browsers answer a page that has the focus.
    await page.send('Page.bringToFront', {});
    await page.send('Emulation.setFocusEmulationEnabled', { enabled: true });
    await addDevice(page, [on, off]);
    const sites = { page, on, off };
    const warm = await inTurns(sites, RUNS, async () => undefined);
    const cold = await inTurns(sites, COLD_RUNS, () => browser.stopWorker());
    return [...rowsOf('', warm), ...rowsOf(', its worker stopped', cold)];
  } finally {
    await browser.close();
    await server.close();
  }
}

interface Turns {
  readonly ours: readonly number[];
  readonly theirs: readonly number[];
}

async function inTurns(
  { page, on, off }: { readonly page: ExtensionPage; readonly on: string; readonly off: string },
  runs: number,
  before: () => Promise<unknown>,
): Promise<Turns> {
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let run = 0; run <= runs; run += 1) {
    for (const [origin, times] of [
      [on, ours],
      [off, theirs],
    ] as const) {
      await open(page, origin);
      // The first of a page compiles what it needs.
      await page.evaluate(signIn(origin));
      await before();
      const ms = await page.evaluate<number>(signIn(origin));
      if (run > 0) times.push(ms);
    }
  }
  return { ours, theirs };
}

function rowsOf(how: string, { ours, theirs }: Turns): readonly Row[] {
  const added = ours.map((ms, run) => ms - (theirs[run] ?? Number.NaN));
  const promised = ours.map(() => PROMISED_MS);
  return [
    rowOf(`sign-in with a passkey that is not kept here${how}`, 'the provider is off', ours, theirs),
    rowOf(`of it added by the provider${how}`, 'promised', added, promised),
  ];
}

async function open(page: ExtensionPage, origin: string): Promise<void> {
  await page.send('Page.navigate', { url: `${origin}/sign-in` });
  await page.waitFor(
    `location.origin === ${JSON.stringify(origin)} && document.readyState === 'complete'`,
    `the page of ${origin}`,
  );
}

/** One device of the browser, which answers by itself; another one without the passkey would end the ceremony. */
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
