import type { KdfJob } from './outside.ts';

const MIB_IN_KIB = 1024;
const GIB_IN_KIB = 1024 * MIB_IN_KIB;

/**
 * Whether a derivation is one that an honest file asks for. The parameters come from the file, so this is decided
 * before any memory is taken: a claim of 4 TiB is an attack, not a wish (CWE-409).
 */
export function isAffordable(job: KdfJob): boolean {
  switch (job.kind) {
    case 'pbkdf2':
      return isWhole(job.iterations, 10_000_000);
    case 'scrypt':
      return (
        isWhole(job.n, 2 ** 20) && isWhole(job.r, 16) && isWhole(job.p, 4) && 128 * job.n * job.r <= 2 ** 30
      );
    case 'argon2id':
      return (
        isWhole(job.memoryKib, GIB_IN_KIB) &&
        isWhole(job.iterations, 64) &&
        isWhole(job.parallelism, 16) &&
        job.memoryKib * job.iterations <= 8 * GIB_IN_KIB
      );
    default:
      return job satisfies never;
  }
}

/**
 * The work of a derivation as a part of the most that one may take: a file may ask for many, but not for more than
 * `MAX_TOTAL_WORK` together.
 */
export function workOf(job: KdfJob): number {
  switch (job.kind) {
    case 'pbkdf2':
      return job.iterations / 10_000_000;
    case 'scrypt':
      return (128 * job.n * job.r * job.p) / 2 ** 32;
    case 'argon2id':
      return (job.memoryKib * job.iterations) / (8 * GIB_IN_KIB);
    default:
      return job satisfies never;
  }
}

/** One derivation at its ceiling and some smaller ones; or ten thousand rows of Authy's with a salt each. */
export const MAX_TOTAL_WORK = 1.5;

/** Whether the function is defined for these at all: RFC 7914 section 2, RFC 9106 section 3.1. */
export function isDefined(job: KdfJob, saltLength: number): boolean {
  if (job.kind === 'scrypt') {
    return job.n > 1 && job.n < 2 ** (16 * job.r) && Number.isInteger(Math.log2(job.n));
  }
  if (job.kind === 'argon2id') return saltLength >= 8 && job.memoryKib >= 8 * job.parallelism;
  return true;
}

function isWhole(value: number, max: number): boolean {
  return Number.isSafeInteger(value) && value >= 1 && value <= max;
}
