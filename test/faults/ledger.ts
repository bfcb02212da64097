// What must be in the vault: the changes in the order in which they were asked for, and which of them were acknowledged.
// After a crash the vault must hold all acknowledged ones; of the others a beginning may be there, each of them whole.
import { totp } from '../../src/core/otp/totp.ts';
import type { Observed } from './vault-driver.ts';

export interface Row {
  readonly name: string;
  readonly issuer: string;
  readonly isTrashed: boolean;
  readonly secret: Uint8Array;
}

export type Operation =
  | {
      readonly kind: 'add';
      readonly additions: readonly { readonly name: string; readonly secret: Uint8Array }[];
    }
  | { readonly kind: 'edit'; readonly name: string; readonly issuer: string }
  | { readonly kind: 'trash' | 'restore' | 'erase'; readonly name: string };

export interface Entry {
  readonly operation: Operation;
  isAcknowledged: boolean;
}

export interface Verdict {
  /** Acknowledged changes that are not there. */
  readonly lost: number;
  /** 1 where what is there is no state that the vault ever had, or where a code is wrong. */
  readonly torn: number;
  readonly difference?: string;
}

export class Ledger {
  #base: readonly Row[] = [];
  #entries: Entry[] = [];
  readonly ids = new Map<string, string>();
  acknowledged = 0;

  start(operation: Operation): Entry {
    const entry = { operation, isAcknowledged: false };
    this.#entries.push(entry);
    return entry;
  }

  acknowledge(entry: Entry): void {
    entry.isAcknowledged = true;
    this.acknowledged += 1;
  }

  /** It was refused in so many words: nothing of it may be there. */
  withdraw(entry: Entry): void {
    this.#entries = this.#entries.filter((other) => other !== entry);
  }

  /** If every change so far is stored. */
  expected(): readonly Row[] {
    return this.#after(this.#entries);
  }

  /**
   * Compares, and goes on from what is there. `prefix`: changes are stored in the order in which they were asked for, and
   * a crash ends them all. `subset`: what carried one of them may have died alone, and later ones were taken.
   */
  settle(observed: readonly Observed[], unacknowledged: 'prefix' | 'subset' = 'prefix'): Verdict {
    const least = this.#entries.findLastIndex(({ isAcknowledged }) => isAcknowledged) + 1;
    const prefixes = this.#entries.map((_entry, index) => this.#entries.slice(0, index + 1));
    const allowed = unacknowledged === 'prefix' ? prefixes.slice(Math.max(0, least - 1)) : this.#subsets();
    if (least === 0) allowed.unshift([]);
    const fits = (entries: readonly Entry[]) => differenceOf(this.#after(entries), observed) === undefined;
    const found = allowed.findLast(fits);
    const shorter = found === undefined ? [[], ...prefixes].findLast(fits) : undefined;
    const expected = this.expected();
    this.#base = this.#after(found ?? shorter ?? this.#entries);
    this.#entries = [];
    this.ids.clear();
    for (const { name, id } of observed) this.ids.set(name, id);
    if (found !== undefined) return { lost: 0, torn: 0 };
    const difference = differenceOf(expected, observed) ?? 'no state that there was';
    return shorter === undefined
      ? { lost: 0, torn: 1, difference }
      : { lost: least - shorter.length, torn: 0 };
  }

  #after(entries: readonly Entry[]): readonly Row[] {
    return entries.reduce((rows, { operation }) => apply(rows, operation), this.#base);
  }

  /** All acknowledged entries with every choice of the others, in order. */
  #subsets(): Entry[][] {
    return this.#entries.reduce<Entry[][]>(
      (lists, entry) =>
        entry.isAcknowledged
          ? lists.map((list) => [...list, entry])
          : [...lists, ...lists.map((list) => [...list, entry])],
      [[]],
    );
  }
}

/** What is wrong with what is shown, in words; undefined where nothing is. */
export function differenceOf(rows: readonly Row[], observed: readonly Observed[]): string | undefined {
  if (rows.length !== observed.length) return `${observed.length} accounts instead of ${rows.length}`;
  for (const [index, row] of rows.entries()) {
    const shown = observed[index];
    if (shown === undefined) return `${row.name} is missing`;
    if (shown.name !== row.name) return `${shown.name} instead of ${row.name}`;
    if (shown.issuer !== row.issuer) return `${row.name} has ${shown.issuer} instead of ${row.issuer}`;
    if (shown.isTrashed !== row.isTrashed) return `${row.name} is ${row.isTrashed ? 'not ' : ''}in the trash`;
    if (!isRightCode(row, shown)) return `${row.name} has a wrong code or none`;
  }
  return undefined;
}

export function isRightCode({ secret }: Pick<Row, 'secret'>, { code }: Observed): boolean {
  if (code?.kind !== 'time') return false;
  const options = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
  return (
    totp(secret, code.expiresAt - 1, options) === code.code &&
    totp(secret, code.expiresAt, options) === code.nextCode
  );
}

function apply(rows: readonly Row[], operation: Operation): readonly Row[] {
  switch (operation.kind) {
    case 'add':
      return [
        ...rows,
        ...operation.additions.map(({ name, secret }) => ({ name, secret, issuer: 'v0', isTrashed: false })),
      ];
    case 'erase':
      return rows.filter(({ name }) => name !== operation.name);
    case 'edit':
      return replace(rows, operation.name, { issuer: operation.issuer });
    case 'trash':
      return replace(rows, operation.name, { isTrashed: true });
    case 'restore':
      return replace(rows, operation.name, { isTrashed: false });
  }
}

function replace(rows: readonly Row[], name: string, change: Partial<Row>): readonly Row[] {
  return rows.map((row) => (row.name === name ? { ...row, ...change } : row));
}
