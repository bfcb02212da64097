import { createHash } from 'node:crypto';
import { err } from '../../src/core/result.ts';
import { workOf } from '../../src/core/transfer/kdf-ceilings.ts';
import type { Kdf } from '../../src/core/transfer/outside.ts';
import { readExport } from '../../src/core/transfer/read-export.ts';
import { ENTRY_ERRORS, TRANSFER_ERRORS } from '../../src/core/transfer/transfer-error.ts';
import { transferKdf } from '../../src/platform/crypto/transfer-kdf.ts';
import { zipArchive } from '../../src/platform/files/zip-archive.ts';
import { mutate } from './mutate.ts';
import { seededRandom } from './seeded-random.ts';

export interface FuzzTask {
  readonly files: readonly Uint8Array[];
  readonly passphrase: string | undefined;
  readonly count: number;
  readonly seed: number;
  /** Called now and then: a chance to collect garbage and to look at the memory. */
  readonly onPause?: () => void;
}

export interface FuzzReport {
  /** Inputs that were read in spite of the change. */
  readonly read: number;
  /** Different keys that were derived. */
  readonly derived: number;
  readonly slowestMs: number;
  /** What went wrong, by the number of the input. */
  readonly faults: readonly string[];
}

const PAUSE = 1000;
const MAX_MS = 1000;
const MAX_FAULTS = 10;

/** Mutated files, read one after the other; every answer is a declared one and takes less than a second. */
export async function fuzzFiles(task: FuzzTask): Promise<FuzzReport> {
  const random = seededRandom(task.seed);
  const kdf = boundedKdf();
  const faults: string[] = [];
  let read = 0;
  let slowestMs = 0;
  for (let index = 0; index < task.count && faults.length < MAX_FAULTS; index += 1) {
    const bytes = mutate(random.pick(task.files), random);
    const { fault, ms } = await timed(() => answerTo(bytes), kdf);
    slowestMs = Math.max(slowestMs, ms);
    if (fault === 'read') read += 1;
    else if (fault !== undefined) faults.push(`input ${index}: ${fault}`);
    // On a busy machine anything may wait for a second once, but not the same input twice.
    if (ms > MAX_MS && (await timed(() => answerTo(bytes), kdf)).ms > MAX_MS)
      faults.push(`input ${index}: took ${Math.round(ms)} ms`);
    if (index % PAUSE === PAUSE - 1) task.onPause?.();
  }
  return { read, derived: kdf.derived(), slowestMs, faults };

  function answerTo(bytes: Uint8Array<ArrayBuffer>): ReturnType<typeof readExport> {
    return readExport(bytes, { passphrase: task.passphrase }, { kdf, unzip: zipArchive });
  }
}

/** The time of the reader itself, without that of the derivations. */
async function timed(work: () => ReturnType<typeof readExport>, kdf: BoundedKdf) {
  const started = performance.now() - kdf.spentMs();
  const fault = await faultOf(work);
  return { fault, ms: performance.now() - kdf.spentMs() - started };
}

/** 'read', undefined for a declared refusal, or what is wrong. */
async function faultOf(work: () => ReturnType<typeof readExport>): Promise<string | undefined> {
  try {
    const result = await work();
    if (!result.ok) return TRANSFER_ERRORS.includes(result.error) ? undefined : `answer ${result.error}`;
    const odd = result.value.skipped.find(({ reason }) => !ENTRY_ERRORS.includes(reason));
    return odd === undefined ? 'read' : `reason ${odd.reason}`;
  } catch (error) {
    return `threw ${error instanceof Error ? `${error.name}: ${error.message}` : 'something'}`;
  }
}

interface BoundedKdf extends Kdf {
  spentMs(): number;
  derived(): number;
}

/** About what real exports ask for at most; the limits themselves are tested elsewhere. */
const MOST_WORK = 0.09;

/**
 * The real derivations, each done once however many inputs ask for it, and none that a changed number made long.
 * Their time is not the reader's.
 */
function boundedKdf(): BoundedKdf {
  const known = new Map<string, ReturnType<Kdf['derive']>>();
  let spent = 0;
  return {
    spentMs: () => spent,
    derived: () => known.size,
    async derive(passphrase, salt, job) {
      if (workOf(job) > MOST_WORK) return err('not-enough-memory');
      const name = createHash('sha256')
        .update(JSON.stringify([job, passphrase.length]))
        .update(passphrase)
        .update(salt)
        .digest('base64');
      const started = performance.now();
      const key = known.get(name) ?? transferKdf.derive(passphrase, salt, job);
      known.set(name, key);
      await key;
      spent += performance.now() - started;
      return key;
    },
  };
}
