// What the stores say, without any secret: for the user's eyes, and for a file that can be sent to somebody who helps.
import { encodeHex } from '../../core/bytes/hex.ts';
import { decodeAnchor } from '../../core/vault/mirror/anchor.ts';
import type { MirrorMedium } from '../../core/vault/mirror/mirror-store.ts';
import type { Clock } from '../../core/vault/outside.ts';
import { type Generations, newestKeys, StoreError, type StoreKey } from '../../core/vault/store.ts';
import { VaultError } from '../../core/vault/vault.ts';
import { RequestFailure } from '../../messaging/failure.ts';
import type { Diagnostics, SetAsideView } from '../../messaging/page-responses.ts';
import type { AnchorStore } from './examine-vault.ts';
import type { MirrorService } from './mirror-service.ts';
import type { VaultService } from './vault-service.ts';
import { type LocalFacts, type Survey, surveyVault } from './vault-survey.ts';

export interface ErrorLog {
  read(): Promise<Diagnostics['errors']>;
  write(errors: Diagnostics['errors']): Promise<void>;
}

export interface DiagnosticsParts {
  readonly vaults: VaultService;
  readonly mirrors: MirrorService;
  readonly generations: Generations;
  readonly mirror: MirrorMedium;
  readonly anchor: AnchorStore;
  readonly local: LocalFacts;
  readonly errors: ErrorLog;
  readonly clock: Clock;
  readonly storage: () => Promise<Diagnostics['storage']>;
  readonly version: string;
}

const KEPT_ERRORS = 20;

export class DiagnosticsService {
  readonly #parts: DiagnosticsParts;

  constructor(parts: DiagnosticsParts) {
    this.#parts = parts;
  }

  /** Only the kind of a failure is kept: no text of an engine, which may name what it failed on. */
  async note(what: string, error: unknown): Promise<void> {
    const { errors, clock } = this.#parts;
    const entry = { at: clock.now(), what, code: codeOf(error) };
    const kept = await errors.read().catch(() => []);
    await errors.write([...kept, entry].slice(-KEPT_ERRORS)).catch(() => undefined);
  }

  async read(): Promise<Diagnostics> {
    const { errors, storage, version, local } = this.#parts;
    const survey = await surveyVault(this.#parts);
    const good = survey.heads?.good?.header;
    const database = survey.engine === 'opened' ? await survey.store.keys().catch(() => []) : [];
    const latest =
      survey.engine === 'opened' ? await survey.store.latestRoot().catch(() => undefined) : undefined;
    return {
      version,
      state: survey.state,
      engine: survey.engine,
      heads: survey.heads?.copies ?? [],
      generation: survey.generation,
      generations: await this.#parts.generations.list().catch(() => []),
      vaultId: good === undefined ? null : encodeHex(good.vaultId),
      epoch: good?.epoch ?? null,
      seq: latest?.seq ?? null,
      anchorSeq: await this.#anchorSeq(),
      records: countRecords(database),
      mirror: await this.#readMirror(survey),
      marker: (await local.readInstalledMarker().catch(() => undefined)) !== undefined,
      storage: await storage().catch(() => ({ persisted: null, usage: null, quota: null })),
      errors: await errors.read().catch(() => []),
    };
  }

  /** Vaults of this browser that are not the present one. */
  async setAside(): Promise<readonly SetAsideView[]> {
    const { generations } = this.#parts;
    const others = await this.#others();
    return Promise.all(
      others.map(async (other) => {
        const keys = await generations
          .at(other)
          .keys()
          .catch(() => []);
        return { name: nameOf(other), records: countRecords(keys) };
      }),
    );
  }

  async removeSetAside(name: string): Promise<void> {
    await this.#parts.generations.remove(await this.generationNamed(name));
  }

  /** Throws `RequestFailure` `not-found` where nothing is set aside under that name. */
  async generationNamed(name: string): Promise<number> {
    const generation = (await this.#others()).find((other) => nameOf(other) === name);
    if (generation === undefined) throw new RequestFailure('not-found');
    return generation;
  }

  async #others(): Promise<readonly number[]> {
    const { generations } = this.#parts;
    const { generation } = await surveyVault(this.#parts);
    return (await generations.list()).filter((other) => other < generation);
  }

  async #readMirror({ mirror: answer, mirrorHeader }: Survey): Promise<Diagnostics['mirror']> {
    const { state } = this.#parts.mirrors;
    return {
      answer,
      state: state.is,
      held: state.is === 'held' ? state.reason : null,
      seq: mirrorHeader?.seq ?? null,
      writtenAt: mirrorHeader?.writtenAt ?? null,
      records: countRecords(await this.#parts.mirror.keys().catch(() => [])),
    };
  }

  async #anchorSeq(): Promise<number | null> {
    try {
      const { open } = await this.#parts.vaults.opened();
      const stored = await this.#parts.anchor.read();
      return (stored && decodeAnchor(stored, open.keys)?.seq) ?? null;
    } catch {
      return null;
    }
  }
}

function nameOf(generation: number): string {
  return generation < 0 ? `shelf-${-generation}` : `vault-${generation}`;
}

function countRecords(keys: readonly StoreKey[]): number {
  return newestKeys(keys).filter((key) => key.startsWith('record/')).length;
}

function codeOf(error: unknown): string {
  if (error instanceof StoreError || error instanceof VaultError || error instanceof RequestFailure) {
    return error.code;
  }
  return error instanceof Error ? error.name : 'unknown';
}
