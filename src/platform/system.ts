// Chance, time and turns: the only place that asks the machine for them.
import { checkedRandom } from '../core/vault/checked-random.ts';
import type { Clock, Random } from '../core/vault/outside.ts';

export const systemRandom: Random = checkedRandom({
  bytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
});

export const systemClock: Clock = { now: () => Date.now() };

/** The next turn of this thread's loop: what waits there, such as a message, comes first. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve);
  });
}
