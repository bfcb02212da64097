import { createCodeGenerator } from '../../core/otp/code-generator.ts';
import { MAX_COUNTER, MAX_PERIOD } from '../../core/otp/otp-parameters.ts';
import type { VaultRecord } from '../../core/vault/records/record.ts';
import type { Vault } from '../../core/vault/vault.ts';
import type { IndexEntry } from '../../core/vault/vault-index.ts';
import { RequestFailure } from '../../messaging/failure.ts';
import type { CodeAnswer } from '../../messaging/page-responses.ts';
import { readRecord } from './accounts-service.ts';
import type { OutlineService } from './outline-service.ts';
import type { VaultService } from '../vault/vault-service.ts';

/** Less than this left: the site might get the code after it has changed, so the next one is filled. */
const TOO_LATE_MS = 3_000;

/** Until when the code of the last fill is the current one, by account; kept outside of the worker. */
export interface FilledCodes {
  read(): Promise<ReadonlyMap<string, number>>;
  write(filledUntil: ReadonlyMap<string, number>): Promise<void>;
}

export interface CodesServiceParts {
  readonly vaults: VaultService;
  readonly outlines: Pick<OutlineService, 'entriesNamed'>;
  /** The time that codes follow, in ms since the epoch. */
  readonly codeTime: () => Promise<number>;
  readonly filled: FilledCodes;
}

export class CodesService {
  readonly #vaults: VaultService;
  readonly #outlines: CodesServiceParts['outlines'];
  readonly #codeTime: () => Promise<number>;
  readonly #filled: FilledCodes;
  #filling: Promise<unknown> = Promise.resolve();

  constructor({ vaults, outlines, codeTime, filled }: CodesServiceParts) {
    this.#vaults = vaults;
    this.#outlines = outlines;
    this.#codeTime = codeTime;
    this.#filled = filled;
  }

  /** The codes of the rows on screen; a record that cannot be read says so and hides none of the others. */
  async list(ids: readonly string[]): Promise<readonly CodeAnswer[]> {
    const opened = await this.#vaults.opened();
    const { vault } = opened;
    const found = (await this.#outlines.entriesNamed(ids, opened)) ?? (await vault.entries());
    const byId = new Map(found.map((entry) => [entry.id, entry]));
    const entries = ids.flatMap((id) => byId.get(id) ?? []);
    return this.listIn(vault, entries, this.#codeTime());
  }

  /** As `list`, for who has the vault open and knows the time that codes follow. */
  async listIn(
    vault: Vault,
    entries: readonly IndexEntry[],
    time: number | Promise<number>,
  ): Promise<readonly CodeAnswer[]> {
    const records = await vault.readRecords(entries);
    const now = await time;
    return entries.map(({ id }, index) => {
      const read = records[index];
      return read?.ok === true ? answerFor(id, read.record, now) : { id, kind: 'unreadable' };
    });
  }

  /** The next code of a counter-based account: the counter is stored before the code is shown (RFC 4226, 7.2). */
  next(id: string): Promise<string> {
    return this.#vaults.change(async (vault) => {
      const { entry, record } = await readRecord(vault, id);
      const { parameters } = record.account;
      if (parameters.type !== 'hotp') throw new RequestFailure('bad-request');
      // The counter after the last one could not be stored.
      if (parameters.counter >= MAX_COUNTER) throw new RequestFailure('record-damaged');
      const code = createCodeGenerator(record.secret, parameters).codeFor(parameters.counter);
      const account = { ...record.account, parameters: { ...parameters, counter: parameters.counter + 1 } };
      await vault.commit([{ kind: 'put', id, record: { ...record, account }, deletedAt: entry.deletedAt }]);
      return code;
    });
  }

  /**
   * One code to fill now; its time step is remembered as spent. One after another: each keeps what the one before it
   * remembered, and of two that were asked for at once the second throws `conflict`.
   */
  forFilling(id: string): Promise<string> {
    const result = this.#filling.then(() => this.#forFilling(id));
    this.#filling = result.catch(() => undefined);
    return result;
  }

  async #forFilling(id: string): Promise<string> {
    const now = await this.#codeTime();
    const answer = await this.#vaults.read(async (vault) => {
      const { record } = await readRecord(vault, id);
      return { ...answerFor(id, record, now), parameters: record.account.parameters };
    });
    if (answer.kind === 'unreadable') throw new RequestFailure('record-damaged');
    if (answer.kind === 'counter' || answer.parameters.type === 'hotp') return this.next(id);
    const periodMs = answer.parameters.period * 1000;
    // Of a short period only the last third is too late, or its current code would never be filled.
    const isTooLate = answer.expiresAt - now < Math.min(TOO_LATE_MS, periodMs / 3);
    const until = answer.expiresAt + (isTooLate ? periodMs : 0);
    // `waitsUntil` was asked before the page was looked at: another fill may have come first.
    if (until <= ((await this.waitsUntil(id)) ?? 0)) throw new RequestFailure('conflict');
    await this.#remember(id, until);
    return isTooLate ? answer.nextCode : answer.code;
  }

  /**
   * When the next code may be filled: sites accept each time step once (RFC 6238 section 5.2), so a step that was
   * filled is not filled again. Undefined where there is nothing to wait for.
   */
  async waitsUntil(id: string): Promise<number | undefined> {
    const until = (await this.#filled.read()).get(id);
    const left = until === undefined ? 0 : until - (await this.#codeTime());
    // More than two of the longest periods can only mean that the clock was set back meanwhile.
    return left > 0 && left <= 2 * MAX_PERIOD * 1000 ? until : undefined;
  }

  async #remember(id: string, until: number): Promise<void> {
    const now = await this.#codeTime();
    const current = [...(await this.#filled.read())].filter(([, end]) => now < end);
    await this.#filled.write(new Map([...current, [id, until]]));
  }
}

function answerFor(id: string, { account, secret }: VaultRecord, now: number): CodeAnswer {
  if (account.parameters.type === 'hotp') return { id, kind: 'counter' };
  return { id, kind: 'time', ...createCodeGenerator(secret, account.parameters).codeAt(now) };
}
