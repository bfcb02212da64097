// Chance and time for tests: the same seed gives the same bytes, and the clock moves only when told.
import { createHash } from 'node:crypto';
import type { Clock, Outside, Random } from '../../../src/core/vault/outside.ts';
import { webCryptoAead } from '../../../src/platform/crypto/webcrypto-aead.ts';

/** SHA-256 of "<seed>/<number of the call>/<number of the block>", blocks joined and cut to length. */
function seededRandom(seed: string): Random {
  let call = 0;
  return {
    bytes(length) {
      const blocks = Array.from({ length: Math.ceil(length / 32) }, (_, block) =>
        createHash('sha256').update(`${seed}/${call}/${block}`).digest(),
      );
      call += 1;
      return new Uint8Array(Buffer.concat(blocks).subarray(0, length));
    },
  };
}

interface TestClock extends Clock {
  set(time: number): void;
  advance(ms: number): void;
}

/** 14 November 2023, 22:13:20 UTC. */
export const START = 1_700_000_000_000;

function testClock(start: number = START): TestClock {
  let time = start;
  return {
    now: () => time,
    set: (next) => {
      time = next;
    },
    advance: (ms) => {
      time += ms;
    },
  };
}

export function testOutside(seed = 'test'): Outside & { readonly clock: TestClock } {
  return { aead: webCryptoAead, random: seededRandom(seed), clock: testClock() };
}
