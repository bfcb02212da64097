// What a user finds after a restart: unlocks, takes the first thing that is offered, and looks at the accounts.
import { encodeHex } from '../../../src/core/bytes/hex.ts';
import type { Bytes } from '../../../src/core/bytes/bytes.ts';
import { decodeUtf8 } from '../../../src/core/bytes/utf8.ts';
import type { Vault } from '../../../src/core/vault/vault.ts';
import type { VaultStatus } from '../../../src/messaging/page-responses.ts';
import type { FakeBrowser } from '../fake-browser.ts';
import { startWorker, type Worker } from './background.ts';
import { decisionOf } from './damage.ts';

/**
 * Name, whether it is in the trash, the secret (or why there is none), the counter of a counter-based account. Recovery
 * sheets and passkeys come after the accounts: codes with their marks, and private keys, in the place of secrets.
 */
export type Content = readonly (readonly [
  name: string,
  isTrashed: boolean,
  secret: string,
  counter: number,
])[];

/** What is found where no secret opens anything. */
const NOTHING_OPENS: Content = [['nothing opens', false, '', 0]];

export interface Found {
  readonly content: Content;
  readonly path: readonly string[];
}

/** The browser was closed: only what is stored is left. Tries the secrets in turn. */
export async function findAfterRestart(browser: FakeBrowser, secrets: readonly Bytes[]): Promise<Found> {
  browser.session = undefined;
  const worker = startWorker(browser);
  const status = await worker.vaults.status();
  const path: string[] = [status.state];
  if (!(await unlockWithOne(worker, status, secrets))) return { content: NOTHING_OPENS, path };
  path.push(await decisionOf(worker));
  await takeWhatIsOffered(worker);
  const check = await worker.repairs.check();
  if (check.troubles.length > 0) await worker.repairs.repairRecords();
  if (!check.areHeadsGood) await worker.repairs.repairHeads();
  return { content: await contentOf(worker), path };
}

async function unlockWithOne(
  worker: Worker,
  status: VaultStatus,
  secrets: readonly Bytes[],
): Promise<boolean> {
  const copy = 'copySlots' in status ? status.copySlots : [];
  const slots = 'slots' in status ? status.slots : copy;
  for (const slot of slots) {
    for (const secret of secrets) {
      try {
        await worker.vaults.unlock(slot.slotId, secret, 'slots' in status ? 'database' : 'copy');
        return true;
      } catch {
        // The other one, then.
      }
    }
  }
  return false;
}

async function takeWhatIsOffered({ vaults, repairs }: Worker): Promise<void> {
  const status = await vaults.status();
  const decision = status.state === 'unlocked' ? status.decision : undefined;
  if (decision === 'run-from-mirror' || decision === 'ask-mirror-newer') await repairs.takeCopy();
  if (decision === 'ask-older-copy') await repairs.keepDatabase();
  if (decision === 'run-salvaged') await repairs.keepSalvaged();
}

export function contentOf({ vaults }: Pick<Worker, 'vaults'>): Promise<Content> {
  return vaults.read(async (vault) => [
    ...(await accountsOf(vault)),
    ...(await sheetsOf(vault)),
    ...(await passkeysOf(vault)),
  ]);
}

async function accountsOf(vault: Vault): Promise<Content> {
  const entries = await vault.entries();
  const records = await vault.readRecords(entries);
  return entries.map(({ account, deletedAt }, index) => {
    const read = records[index];
    const secret = read?.ok === true ? encodeHex(read.record.secret) : (read?.error ?? '');
    const counter = account.parameters.type === 'hotp' ? account.parameters.counter : 0;
    return [`${account.issuer}/${account.accountName}`, deletedAt !== null, secret, counter];
  });
}

/** With the name of its account: a sheet whose account is another one belongs to nobody. */
async function sheetsOf(vault: Vault): Promise<Content> {
  const accounts = await vault.entries();
  const entries = await vault.sheets();
  const records = await vault.readSheets(entries);
  return entries.map(({ sheet, deletedAt }, index) => {
    const read = records[index];
    const owner = accounts.find(({ id }) => id === sheet.accountId)?.account.accountName ?? 'nobody';
    const codes = read?.ok === true ? read.record.codes.map(decodeUtf8) : [read?.error ?? ''];
    const states = read?.ok === true ? read.record.sheet.marks.map(({ state }) => state) : [];
    return [`codes of ${owner}`, deletedAt !== null, `${codes.join(' ')} ${states.join(' ')}`, sheet.left];
  });
}

async function passkeysOf(vault: Vault): Promise<Content> {
  const entries = await vault.passkeys();
  const records = await vault.readPasskeys(entries);
  return entries.map(({ passkey, deletedAt }, index) => {
    const read = records[index];
    const key = read?.ok === true ? encodeHex(read.record.privateKey) : (read?.error ?? '');
    return [`passkey of ${passkey.userName}`, deletedAt !== null, key, passkey.lastUsedAt ?? 0];
  });
}
