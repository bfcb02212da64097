// One search at a time, whatever the picture comes from: progress, a way out, and what was found beside what is kept.
import { type Signal, signal } from '@preact/signals';
import { failureText, keyUriErrorText } from '../failure-text.ts';
import { visibleName } from '../../core/vault/records/account-name.ts';
import { text } from '../text.ts';
import { type Addition, previewAdditions, type PreviewSite } from './additions.ts';
import { withKeptParts } from './kept-parts.ts';
import { readTexts, type RefusedCode, type ScanOutcome, textsOfParts } from './scan-outcome.ts';

export interface ScanOptions {
  readonly signal: AbortSignal;
  readonly lookHarder: boolean;
  /** From 0 to 1. */
  readonly onProgress: (share: number) => void;
}

/** What a source gave: the texts of its codes, and a sentence for each part of it that could not be read. */
export interface ScanReading {
  readonly texts: readonly string[];
  readonly troubles: readonly string[];
}

/** Somewhere to look; more than once, if the user wants to look harder. */
export interface ScanJob {
  readonly site: PreviewSite | null;
  readonly canLookHarder: boolean;
  readonly read: (options: ScanOptions) => Promise<ScanReading>;
}

export type ScanState =
  | { readonly step: 'idle' }
  | { readonly step: 'reading'; readonly share: number }
  | { readonly step: 'missed'; readonly sentences: readonly string[]; readonly canLookHarder: boolean }
  | {
      readonly step: 'found';
      /** Another one for every search, so that a form does not keep the choices of the last. */
      readonly run: number;
      readonly outcome: ScanOutcome;
      readonly additions: readonly Addition[];
      readonly troubles: readonly string[];
      readonly canLookHarder: boolean;
    };

export class Scanner {
  readonly state: Signal<ScanState> = signal({ step: 'idle' });
  #abort = new AbortController();
  #job: ScanJob | undefined;
  #run = 0;
  /** Texts of exports that lack parts, which the next search may bring. */
  #parts: readonly string[] = [];

  async start(job: ScanJob, { lookHarder = false } = {}): Promise<void> {
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#job = job;
    this.#run += 1;
    const { signal: stop } = this.#abort;
    this.state.value = { step: 'reading', share: 0 };
    const onProgress = (share: number) => {
      if (!stop.aborted) this.state.value = { step: 'reading', share };
    };
    const next = await this.#look(job, { signal: stop, lookHarder, onProgress });
    if (!stop.aborted) this.state.value = next;
  }

  async lookHarder(): Promise<void> {
    if (this.#job !== undefined) await this.start(this.#job, { lookHarder: true });
  }

  /** Ends a search, and forgets what was found: for a page that is left, a vault that is locked, a user who has saved. */
  reset(): void {
    this.#abort.abort();
    this.#job = undefined;
    this.#parts = [];
    this.state.value = { step: 'idle' };
  }

  async #look(job: ScanJob, options: ScanOptions): Promise<ScanState> {
    const canLookHarder = job.canLookHarder && !options.lookHarder;
    const missed = (sentences: readonly string[]): ScanState => ({
      step: 'missed',
      sentences: [...new Set(sentences)],
      canLookHarder,
    });
    const reading = await readOrFail(job, options);
    if (options.signal.aborted) return { step: 'idle' };
    const texts = [...new Set([...this.#parts, ...(await withKeptParts(reading.texts))])];
    if (options.signal.aborted) return { step: 'idle' };
    const outcome = readTexts(texts);
    this.#parts = textsOfParts(texts);
    if (outcome.accounts.length === 0) {
      return missed([...reading.troubles, ...outcome.refused.map(refusedText)]);
    }
    const previews = await previewAdditions(outcome.accounts, job.site);
    if (!previews.ok) return missed([failureText(previews.error)]);
    const { troubles } = reading;
    return { step: 'found', run: this.#run, outcome, additions: previews.value, troubles, canLookHarder };
  }
}

/** A code that gives no account: why, and where it is somebody else's, the beginning of what it holds. */
export function refusedText({ error, holds }: RefusedCode): string {
  return holds === undefined || holds === '' ? keyUriErrorText(error) : text('scanHolds', visibleName(holds));
}

async function readOrFail(job: ScanJob, options: ScanOptions): Promise<ScanReading> {
  try {
    return await job.read(options);
  } catch {
    return { texts: [], troubles: [text('scanFailed')] };
  }
}
