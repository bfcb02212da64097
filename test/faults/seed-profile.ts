// A profile with a vault in it, made once a run and a backend, from which every damaged one is copied.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { between, seededNumbers } from './fault-row.ts';
import { type Backend, run } from './faulty-browser.ts';
import { Ledger, type Row } from './ledger.ts';
import { newAdditions, perform } from './perform.ts';

export interface SeedProfile {
  readonly folder: string;
  /** What is in its vault, and in the copy of it. */
  readonly rows: readonly Row[];
}

const made = new Map<string, Promise<SeedProfile>>();

/** Its files hold tables and a log for LevelDB: enough was written for the engine to have tidied up. */
export function seedProfile(backend: Backend, size: 'small' | 'large' = 'large'): Promise<SeedProfile> {
  const name = `${backend} ${size}`;
  const known = made.get(name) ?? makeSeed(backend, size);
  made.set(name, known);
  return known;
}

export async function removeSeedProfiles(): Promise<void> {
  for (const seed of made.values()) rmSync((await seed).folder, { recursive: true, force: true });
  made.clear();
}

async function makeSeed(backend: Backend, size: 'small' | 'large'): Promise<SeedProfile> {
  const folder = mkdtempSync(path.join(tmpdir(), 'tallystick-fault-seed-'));
  const ledger = new Ledger();
  const random = seededNumbers(7);
  const first = await run(folder, { backend });
  await first.driver.create();
  await perform(first.driver, ledger, newAdditions(size === 'large' ? 60 : 8));
  const names = [...ledger.ids.keys()];
  for (let change = 0; change < (size === 'large' ? 240 : 10); change += 1) {
    const name = names[change % names.length] ?? '';
    await perform(first.driver, ledger, { kind: 'edit', name, issuer: `v${between(random, 1, 1e9)}` });
  }
  await perform(first.driver, ledger, { kind: 'trash', name: names[1] ?? '' });
  await first.driver.settle();
  await first.close();
  // Once more, as any profile: the engines have opened what they wrote.
  const second = await run(folder, { backend });
  const status = await second.driver.ask('vault/status', {});
  if (status.state !== 'locked') throw new Error(`the seed profile is ${status.state}`);
  await second.driver.unlock(status.slots);
  await perform(second.driver, ledger, newAdditions(3));
  await second.driver.settle();
  const verdict = ledger.settle(await second.driver.observe());
  if (verdict.torn + verdict.lost > 0)
    throw new Error(`the seed profile is not whole: ${verdict.difference}`);
  await second.close();
  return { folder, rows: ledger.expected() };
}
