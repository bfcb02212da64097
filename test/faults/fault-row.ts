import type { Verdict } from './ledger.ts';

export interface FaultContext {
  /** The rounds of this run against those of a full one. */
  readonly scale: number;
  /** Numbers from 0 to 1, the same for the same seed. */
  readonly random: () => number;
}

/** One line of the fault table, as it is tried here. */
export interface FaultRow {
  readonly id: string;
  /** One word for `--only`, and what is done. */
  readonly name: string;
  readonly what: string;
  /** Of a full run; a fixed list of cases has none. */
  readonly rounds?: number;
  readonly run: (tally: Tally, rounds: number, context: FaultContext) => Promise<void>;
}

/** What was counted while a row ran. */
export class Tally {
  rounds = 0;
  acknowledged = 0;
  lost = 0;
  torn = 0;
  firstRuns = 0;
  skipped: string | undefined;
  readonly #seen = new Map<string, number>();

  see(what: string, times = 1): void {
    this.#seen.set(what, (this.#seen.get(what) ?? 0) + times);
  }

  judge({ lost, torn, difference }: Verdict): void {
    this.lost += lost;
    this.torn += torn;
    if (difference !== undefined) this.see(`WRONG: ${difference}`);
  }

  get isGood(): boolean {
    return this.lost === 0 && this.torn === 0 && this.firstRuns === 0;
  }

  get seen(): string {
    if (this.skipped !== undefined) return `skipped: ${this.skipped}`;
    return [...this.#seen]
      .toSorted(([, a], [, b]) => b - a)
      .map(([what, times]) => (times === 1 ? what : `${what} ×${times}`))
      .join('; ');
  }
}

export function between(random: () => number, least: number, most: number): number {
  return least + Math.floor(random() * (most - least + 1));
}

/** Mulberry32: small, and the same numbers for the same seed on every machine. */
export function seededNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
