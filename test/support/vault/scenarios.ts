// What is done to the accounts, recovery codes and passkeys of a vault and writes, each in a vault of six accounts in which alice has a sheet of recovery codes
// and a passkey: for tests in which something goes wrong meanwhile.
import type { Bytes } from '../../../src/core/bytes/bytes.ts';
import { readBackupSlots } from '../../../src/core/backup/open-backup.ts';
import type { FakeBrowser } from '../fake-browser.ts';
import { passkeyNamed } from '../passkeys/passkeys.ts';
import { addAccount, newAccount, unlock, type Worker } from './background.ts';
import { DERIVED_KEY, PASSPHRASE } from './fixture.ts';

export const NEW_KEY: Bytes = new Uint8Array(32).fill(0x77);
export const SALT: Bytes = new Uint8Array(32).fill(0x1d);
export const NEW_PASSPHRASE = { secret: NEW_KEY, salt: SALT, kdf: PASSPHRASE.kdf };

export interface Scenario {
  readonly name: string;
  /** Brings the vault into the state in which the thing is done; it is unlocked afterwards. */
  readonly prepare?: (worker: Worker, browser: FakeBrowser) => Promise<void>;
  readonly act: (worker: Worker, browser: FakeBrowser) => Promise<unknown>;
  /** Which secrets may open the vault afterwards; where it was reported as done, only the last. */
  readonly secrets?: readonly Bytes[];
  /** Done in a browser without a vault. */
  readonly isFirstRun?: true;
  /** The vault may be gone afterwards: that is what was asked for. */
  readonly erases?: true;
  /** It changes how the vault is stored or opened, and nothing that it holds. */
  readonly leavesContent?: true;
}

export const idOf = async (worker: Worker, name: string) =>
  (await worker.accounts.list(null)).find(({ account }) => account.accountName === name)?.id ?? '';

const trashAlice = async (worker: Worker) => worker.accounts.trash(await idOf(worker, 'alice'));

export async function present(worker: Worker) {
  const slot = (await worker.slots.list()).find(({ kind }) => kind === 'passphrase');
  return { slotId: slot?.slotId ?? '', secret: DERIVED_KEY };
}

/** Her sheet of two codes and her passkey: what is done to accounts is done beside these. */
export async function keepMore(worker: Worker): Promise<void> {
  await keepSheet(worker);
  await worker.passkeys.keep(passkeyNamed('alice'));
  await worker.settle();
}

async function keepSheet(worker: Worker, replaces: string | null = null, name = 'alice'): Promise<string> {
  return worker.recovery.keep({
    accountId: await idOf(worker, name),
    label: 'Sheet',
    site: 'https://example.com',
    source: 'page',
    codes: ['aaaa-1111', 'bbbb-2222'].map((text) => ({ text: `${text}${replaces ?? ''}`, isUsed: false })),
    expiresAt: null,
    replaces,
  });
}

export const sheetOf = async (worker: Worker) => (await worker.recovery.list())[0]?.id ?? '';
export const passkeyOf = async (worker: Worker) => (await worker.passkeys.list())[0]?.id ?? '';
/** A file of the vault as it is. */
async function fileOf(worker: Worker) {
  const { file } = await worker.backups.make(await present(worker), NEW_PASSPHRASE);
  const slots = readBackupSlots(file);
  return { file, slotId: slots.ok ? (slots.value.slots[0]?.slotId ?? '') : '', secret: NEW_KEY };
}

const ON_ACCOUNTS: readonly Scenario[] = [
  { name: 'adding', prepare: keepMore, act: (worker) => addAccount(worker, newAccount('grace')) },
  {
    name: 'adding many at once',
    act: (worker) =>
      worker.accounts.add(
        Array.from({ length: 12 }, (_, index) => ({ account: newAccount(`many ${index}`), replaces: null })),
      ),
  },
  {
    name: 'editing',
    act: async (worker) =>
      worker.accounts.edit({ id: await idOf(worker, 'bob'), issuer: 'Other', accountName: 'bob', sites: [] }),
  },
  { name: 'moving to the trash', prepare: keepMore, act: trashAlice },
  {
    name: 'bringing back from the trash',
    prepare: trashAlice,
    act: async (worker) => worker.accounts.restore(await idOf(worker, 'alice')),
  },
  {
    name: 'erasing',
    prepare: async (worker) => {
      await keepMore(worker);
      await trashAlice(worker);
    },
    act: async (worker) => worker.accounts.erase(await idOf(worker, 'alice')),
  },
  {
    name: 'emptying the trash',
    prepare: async (worker) => {
      await keepMore(worker);
      await trashAlice(worker);
    },
    act: (worker) => worker.history.emptyTrash(),
  },
  {
    name: 'dropping what is older than 30 days from the trash',
    prepare: async (worker) => {
      await keepMore(worker);
      await trashAlice(worker);
    },
    act: async (worker, { outside }) => {
      outside.clock.advance(40 * 24 * 60 * 60_000);
      await unlock(worker);
      if ((await worker.history.dropExpired()) !== 1) throw new Error('nothing was dropped');
    },
  },
  {
    name: 'undoing',
    prepare: trashAlice,
    act: async (worker) => worker.history.undo((await worker.history.list())[0]?.seq ?? 0),
  },
  {
    name: 'giving the next code of a counter',
    prepare: async (worker) => {
      const parameters = { type: 'hotp', algorithm: 'SHA1', digits: 6, counter: 5 } as const;
      await addAccount(worker, newAccount('hotel', { parameters }));
    },
    act: async (worker) => worker.codes.next(await idOf(worker, 'hotel')),
  },
  {
    name: 'importing',
    act: (worker) =>
      worker.imports.add(
        ['golf', 'hotel'].map((name, at) => ({
          account: {
            ...newAccount(name),
            secret: new Uint8Array(20).fill(at + 1),
            tags: [],
            pinned: false,
            notes: '',
            recoveryCodes: ['AB-12', 'CD-34'],
          },
          choice: 'add',
          existing: null,
        })),
      ),
  },
  {
    name: 'restoring a backup',
    prepare: async (worker, browser) => {
      const secret = new Uint8Array(20).fill(9);
      const id = await addAccount(worker, newAccount('zulu', { secret }));
      await keepSheet(worker, null, 'zulu');
      await worker.passkeys.keep(passkeyNamed('zulu'));
      Object.assign(browser.local, { given: await fileOf(worker) });
      await worker.accounts.trash(id);
      await worker.passkeys.trash(await passkeyOf(worker));
      await worker.history.emptyTrash();
      await worker.settle();
    },
    act: async (worker, browser) => {
      const { given } = browser.local as unknown as { given: Awaited<ReturnType<typeof fileOf>> };
      const { items } = await worker.backups.preview(given);
      const added = items.filter(({ offers }) => offers.includes('add'));
      return worker.backups.restore(given, new Map(added.map(({ id }) => [id, 'add'])));
    },
  },
];

const ON_CODES_AND_PASSKEYS: readonly Scenario[] = [
  { name: 'keeping a sheet of recovery codes', act: (worker) => keepSheet(worker) },
  {
    name: 'keeping a sheet in the place of another',
    prepare: keepMore,
    act: async (worker) => keepSheet(worker, await sheetOf(worker)),
  },
  {
    name: 'spending a recovery code',
    prepare: keepMore,
    act: async (worker) => worker.recovery.mark({ sheetId: await sheetOf(worker), position: 0, as: 'used' }),
  },
  { name: 'keeping a passkey', act: (worker) => worker.passkeys.keep(passkeyNamed('bob')) },
  {
    name: 'noting that a passkey was used',
    prepare: keepMore,
    act: async (worker) => worker.passkeys.noteUse(await passkeyOf(worker)),
  },
];

export const ON_RECORDS: readonly Scenario[] = [...ON_ACCOUNTS, ...ON_CODES_AND_PASSKEYS];
