// Changes of every kind, one after the other, some of them asked for before the one before was answered.
import { randomBytes } from 'node:crypto';
import { between } from './fault-row.ts';
import type { Entry, Ledger, Operation } from './ledger.ts';
import { Refused, type VaultDriver } from './vault-driver.ts';

let made = 0;

export function newAdditions(count: number): Operation & { readonly kind: 'add' } {
  const additions = Array.from({ length: count }, () => ({
    name: `n${(made += 1).toString().padStart(6, '0')}`,
    secret: new Uint8Array(randomBytes(20)),
  }));
  return { kind: 'add', additions };
}

/** A change that the vault will take, if all those before it are stored. */
export function nextOperation(ledger: Ledger, random: () => number): Operation {
  const known = ledger.expected().filter(({ name }) => ledger.ids.has(name));
  const row = known[between(random, 0, Math.max(0, known.length - 1))];
  const dice = random();
  if (row === undefined || dice < 0.35 || known.length < 4) return newAdditions(dice < 0.05 ? 20 : 1);
  const { name, isTrashed } = row;
  if (isTrashed) return { kind: dice < 0.7 || known.length > 60 ? 'erase' : 'restore', name };
  if (dice < 0.75 && known.length < 60) return { kind: 'edit', name, issuer: `v${between(random, 1, 1e9)}` };
  return { kind: 'trash', name };
}

/** Asks for it and writes down what becomes of it. Never rejects: a browser that went away acknowledges nothing. */
export async function perform(driver: VaultDriver, ledger: Ledger, operation: Operation): Promise<Entry> {
  const entry = ledger.start(operation);
  try {
    await send(driver, ledger, operation);
    ledger.acknowledge(entry);
  } catch (error) {
    if (error instanceof Refused && error.code !== 'no answer') ledger.withdraw(entry);
  }
  return entry;
}

async function send(driver: VaultDriver, ledger: Ledger, operation: Operation): Promise<void> {
  if (operation.kind === 'add') {
    const { ids } = await driver.add(operation.additions);
    for (const [index, { name }] of operation.additions.entries()) ledger.ids.set(name, ids[index] ?? '');
    return;
  }
  const id = ledger.ids.get(operation.name) ?? '';
  if (operation.kind === 'edit') {
    const { name: accountName, issuer } = operation;
    await driver.ask('accounts/edit', { id, issuer, accountName, sites: [] });
    return;
  }
  await driver.ask(`accounts/${operation.kind}`, { id });
}

const IN_FLIGHT = 4;

/**
 * Until `isOver` or the first change that is not acknowledged, never more than four at a time; they are stored in the
 * order in which they were asked for.
 */
export async function performUntil(
  isOver: () => boolean,
  driver: VaultDriver,
  ledger: Ledger,
  random: () => number,
): Promise<void> {
  const inFlight = new Set<Promise<unknown>>();
  let unanswered = 0;
  const goesOn = () => !isOver() && unanswered === 0;
  while (goesOn()) {
    const work: Promise<unknown> = perform(driver, ledger, nextOperation(ledger, random)).then(
      ({ isAcknowledged }) => {
        if (!isAcknowledged) unanswered += 1;
        inFlight.delete(work);
      },
    );
    inFlight.add(work);
    if (inFlight.size >= IN_FLIGHT) await Promise.race(inFlight);
  }
  await Promise.all(inFlight);
}

export function after(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
