// What is remembered of an engine that failed since the browser was started. After a full disk Chromium's LevelDB takes
// changes again, says that they are durable, and is thrown away as corrupt at the next start: from then on a change counts
// only when the mirror has it too. Where the browser before was ended in the middle of a change (see `ChangeMark`) that may
// be so and mostly is not: then the mirror is waited for, and a change that it cannot take is stored all the same.
import type { IndexState } from '../../core/vault/commit.ts';
import type { OpenKeys } from '../../core/vault/head.ts';
import type { UnlockedSession } from '../../core/vault/lock.ts';
import { mayWrite, type RunDecision } from '../../core/vault/start-up.ts';
import { type Generations, StoreError } from '../../core/vault/store.ts';
import { RequestFailure } from '../../messaging/failure.ts';
import { inTime } from '../../platform/deadline.ts';
import { type ExaminationParts, examineVault } from './examine-vault.ts';
import type { Survey } from './vault-survey.ts';

export interface EngineTroubleParts {
  /** Kept until the browser ends. */
  readonly engineFailed: { read(): Promise<boolean>; write(): Promise<void> };
  /** Brings the mirror up to date and says how it stands. */
  readonly mirrorNow: () => Promise<{ readonly is: string }>;
}

/** For so long a change waits for the mirror of an engine that is only in doubt. */
const IN_DOUBT_MS = 10_000;

export class EngineTrouble {
  readonly #parts: EngineTroubleParts;
  #hasFailed: boolean | undefined;
  #isInDoubt = false;

  constructor(parts: EngineTroubleParts) {
    this.#parts = parts;
  }

  async note(): Promise<void> {
    this.#hasFailed = true;
    await this.#parts.engineFailed.write().catch(() => undefined);
  }

  /** For this worker; the next one is told again. */
  doubt(): void {
    this.#isInDoubt = true;
  }

  /** After a change. Throws `RequestFailure` `mirror-not-written`. */
  async mirrorIfItFailed(): Promise<void> {
    this.#hasFailed ??= await this.#parts.engineFailed.read().catch(() => false);
    if (!this.#hasFailed && !this.#isInDoubt) return;
    const mirrored = this.#parts.mirrorNow().catch(() => ({ is: 'failed' }));
    const { is } = this.#hasFailed ? await mirrored : await inTime(mirrored, { is: 'late' }, IN_DOUBT_MS);
    if (this.#hasFailed && is !== 'current') throw new RequestFailure('mirror-not-written');
  }
}

/** True where the engine may have stopped for good; a full disk still reads, and takes changes when there is room. */
export function mayHaveStopped(error: unknown): boolean {
  return error instanceof StoreError && (error.code === 'unavailable' || error.code === 'timeout');
}

/**
 * What the database of an open vault says now, and whether it may be written on again; undefined where it fails, or is
 * not what was opened from it or later.
 */
export async function runningState(
  { keys }: OpenKeys,
  at: { readonly session: UnlockedSession; readonly state: IndexState; readonly survey: Survey },
  parts: ExaminationParts & { readonly generations: Generations },
): Promise<{ readonly decision: RunDecision; readonly state: IndexState } | undefined> {
  const { engine, mirrorHeader } = at.survey;
  if (engine !== 'opened') return undefined;
  const store = parts.generations.at(at.session.generation);
  const { decision, state } = await examineVault(keys, store, mirrorHeader, parts);
  const isCurrent = state !== undefined && state.root.seq >= at.state.root.seq;
  return isCurrent && mayWrite(decision) ? { decision, state } : undefined;
}
