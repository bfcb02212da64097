/** Numbers that a seed repeats (Marsaglia's xorshift, 32 bits): good enough to break files with. */
export interface SeededRandom {
  /** A whole number from 0 up to and without `limit`. */
  below(limit: number): number;
  pick<Item>(items: readonly Item[]): Item;
}

export function seededRandom(seed: number): SeededRandom {
  let state = (Math.imul(seed, 0x9e37_79b1) ^ 0x5bd1_e995) >>> 0 || 1;

  function next(): number {
    state ^= state << 13;
    state ^= state >>> 17;
    state = (state ^ (state << 5)) >>> 0;
    return state;
  }

  return {
    below: (limit) => next() % Math.max(1, limit),
    pick: <Item>(items: readonly Item[]) => items[next() % items.length] as Item,
  };
}
