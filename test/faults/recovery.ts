// What a user does who finds the vault in this state: the first thing that the screen offers, and nothing else.
import type { VaultStatus } from '../../src/messaging/page-responses.ts';
import type { Tally } from './fault-row.ts';
import { type Observed, PASSPHRASE, Refused, type VaultDriver } from './vault-driver.ts';

export interface Recovered {
  /** Undefined where nothing can be shown: `path` says why. */
  readonly accounts: readonly Observed[] | undefined;
  readonly path: string;
}

/** Unlocks whatever can be unlocked, takes what is offered, and notes what was seen. */
export async function recover(
  driver: VaultDriver,
  tally: Tally,
  passphrase = PASSPHRASE,
  mayStartAgain = true,
): Promise<Recovered> {
  const steps: string[] = [];
  const done = (accounts?: readonly Observed[]): Recovered => {
    const path = steps.join(' > ');
    tally.see(path);
    return { accounts, path };
  };
  const status = await driver.ask('vault/status', {});
  steps.push(status.state);
  if (await showsFirstRun(driver, status)) tally.firstRuns += 1;
  if (status.state.startsWith('emptied') && (await hasDatabase(driver))) {
    tally.torn += 1;
    tally.see('WRONG: a database was made before the user decided');
  }
  try {
    if (!(await unlock(driver, status, passphrase))) return done();
    await takeWhatIsOffered(driver, steps);
    await mend(driver, steps);
    return done(await driver.observe());
  } catch (error) {
    if (!isGone(error) || !mayStartAgain) throw error;
    // The engine found the damage only now and took its database away: the user starts again with what is left.
    steps.push('gone meanwhile');
    await driver.ask('vault/lock', {});
    done();
    return recover(driver, tally, passphrase, false);
  }
}

function isGone(error: unknown): boolean {
  return isUnavailable(error) || (error instanceof Refused && error.code === 'changed-since');
}

async function unlock(driver: VaultDriver, status: VaultStatus, passphrase: string): Promise<boolean> {
  if (status.state === 'unlocked') return true;
  if ('slots' in status) await driver.unlock(status.slots, 'database', passphrase);
  else if ('copySlots' in status) await driver.unlock(status.copySlots, 'copy', passphrase);
  else return false;
  return true;
}

async function takeWhatIsOffered(driver: VaultDriver, steps: string[]): Promise<void> {
  const status = await driver.ask('vault/status', {});
  if (status.state !== 'unlocked') throw new Error(`unlocked, and then ${status.state}`);
  steps.push(status.decision);
  const step = async (verb: 'storage/take-copy' | 'storage/keep-database' | 'storage/keep-salvaged') => {
    try {
      await driver.ask(verb, {});
      steps.push(verb.slice('storage/'.length));
    } catch (error) {
      // LevelDB is one for all databases of an origin: where it does not open, a new one cannot be made either.
      if (!isUnavailable(error)) throw error;
      steps.push('stays read-only');
    }
  };
  if (status.decision === 'run-from-mirror' || status.decision === 'ask-mirror-newer')
    await step('storage/take-copy');
  if (status.decision === 'ask-older-copy') await step('storage/keep-database');
  if (status.decision === 'run-salvaged') await step('storage/keep-salvaged');
}

async function mend(driver: VaultDriver, steps: string[]): Promise<void> {
  if (steps.includes('stays read-only')) return;
  const check = await driver.ask('storage/check', {});
  if (check.damaged.length > 0) {
    const { left } = await driver.ask('storage/repair-records', {});
    steps.push(left === 0 ? 'records repaired' : `${left} records not repaired`);
  }
  if (!check.areHeadsGood) {
    await driver.ask('storage/repair-heads', {});
    steps.push('heads repaired');
  }
}

function isUnavailable(error: unknown): boolean {
  return error instanceof Refused && error.code === 'storage-unavailable';
}

/** By its state, and by what the page shows: there is a vault in every profile that comes here. */
async function showsFirstRun(driver: VaultDriver, { state }: VaultStatus): Promise<boolean> {
  if (state === 'first-run') return true;
  await driver.page.locator('h1').first().waitFor();
  const { page } = driver;
  const first = page.getByRole('link', { name: 'Choose a passphrase' });
  return (await first.or(page.getByRole('button', { name: 'Create the vault' })).count()) > 0;
}

async function hasDatabase(driver: VaultDriver): Promise<boolean> {
  const names = await driver.page.evaluate(async () => {
    const found = await indexedDB.databases();
    return found.map(({ name }) => name ?? '');
  });
  return names.some((name) => name.startsWith('tallystick-vault'));
}

/** Whether this passphrase opens the vault; locks it again. */
export async function opensWith(driver: VaultDriver, passphrase: string): Promise<boolean> {
  const status = await driver.ask('vault/status', {});
  if (!('slots' in status)) throw new Error(`the vault is ${status.state}`);
  try {
    await driver.unlock(status.slots, 'database', passphrase);
  } catch (error) {
    if (error instanceof Refused && error.code === 'wrong-passphrase') return false;
    throw error;
  }
  await driver.ask('vault/lock', {});
  return true;
}
