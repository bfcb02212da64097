import { createCodeGenerator } from '../core/otp/code-generator.ts';
import type { Outside } from '../core/vault/outside.ts';
import type { VaultRecord } from '../core/vault/record.ts';
import type { Vault } from '../core/vault/vault.ts';
import { RequestFailure } from '../messaging/failure.ts';
import type { CodeAnswer } from '../messaging/page-responses.ts';
import { readRecord } from './accounts-service.ts';
import type { VaultService } from './vault-service.ts';

/** Less than this left: the site might get the code after it has changed, so the next one is filled. */
const TOO_LATE_MS = 3_000;

export class CodesService {
  readonly #vaults: VaultService;
  readonly #outside: Outside;

  constructor(vaults: VaultService, outside: Outside) {
    this.#vaults = vaults;
    this.#outside = outside;
  }

  /** The codes of the rows on screen; a record that cannot be read says so and hides none of the others. */
  list(ids: readonly string[]): Promise<readonly CodeAnswer[]> {
    return this.#vaults.read((vault) => this.listIn(vault, ids));
  }

  async listIn(vault: Vault, ids: readonly string[]): Promise<readonly CodeAnswer[]> {
    const byId = new Map((await vault.entries()).map((entry) => [entry.id, entry]));
    const entries = ids.flatMap((id) => byId.get(id) ?? []);
    const records = await vault.readRecords(entries);
    const now = this.#outside.clock.now();
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
      const code = createCodeGenerator(record.secret, parameters).codeFor(parameters.counter);
      const account = { ...record.account, parameters: { ...parameters, counter: parameters.counter + 1 } };
      await vault.commit([{ kind: 'put', id, record: { ...record, account }, deletedAt: entry.deletedAt }]);
      return code;
    });
  }

  /** One code to fill now. */
  async forFilling(id: string): Promise<string> {
    const answer = await this.#vaults.read(async (vault) => {
      const { record } = await readRecord(vault, id);
      return answerFor(id, record, this.#outside.clock.now());
    });
    if (answer.kind === 'counter') return this.next(id);
    if (answer.kind === 'unreadable') throw new RequestFailure('record-damaged');
    const left = answer.expiresAt - this.#outside.clock.now();
    return left < TOO_LATE_MS ? answer.nextCode : answer.code;
  }
}

function answerFor(id: string, { account, secret }: VaultRecord, now: number): CodeAnswer {
  if (account.parameters.type === 'hotp') return { id, kind: 'counter' };
  return { id, kind: 'time', ...createCodeGenerator(secret, account.parameters).codeAt(now) };
}
