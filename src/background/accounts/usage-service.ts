import { decodeBase64 } from '../../core/bytes/base64.ts';
import { decodeHex } from '../../core/bytes/hex.ts';
import type { SettingsOwner } from '../../core/vault/local-settings.ts';
import type { Outside } from '../../core/vault/outside.ts';
import { openUsage, sealUsage, type Usage, withUse } from '../../core/vault/records/usage.ts';
import type { SessionOwner, SessionStore } from '../vault/unlocked-session.ts';

export interface UsageServiceParts {
  readonly store: {
    read(): Promise<unknown>;
    write(sealed: string): Promise<void>;
  };
  readonly session: Pick<SessionStore, 'read'>;
  readonly outside: Outside;
}

/** When each account was used last. Nothing depends on it but an order, so no failure of it is one of the caller's. */
export class UsageService {
  readonly #parts: UsageServiceParts;
  #noting: Promise<unknown> = Promise.resolve();
  /** What was opened the last time, and what of: opening it for each popup anew would cost a frame. */
  #opened: { readonly of: string; readonly usage: Usage } | undefined;

  constructor(parts: UsageServiceParts) {
    this.#parts = parts;
  }

  /** Two steps, so that the store and the session are asked at the same time. */
  async reader(): Promise<(session: SessionOwner) => Promise<Usage>> {
    const stored = await this.#parts.store.read().catch(() => undefined);
    return async (session) => {
      const owner = ownerOf(session);
      const of = JSON.stringify([stored, session.vaultId]);
      if (owner === undefined) return new Map();
      if (this.#opened?.of !== of) {
        this.#opened = { of, usage: await openUsage(stored, owner, this.#parts.outside.aead) };
      }
      return this.#opened.usage;
    };
  }

  /** Nothing used, as far as is known, while the vault is locked. */
  async read(): Promise<Usage> {
    const [session, usageOf] = await Promise.all([this.#parts.session.read(), this.reader()]);
    return session === undefined ? new Map() : usageOf(session);
  }

  /** One after another: each keeps what the one before it noted. */
  note(id: string): Promise<void> {
    const result = this.#noting.then(() => this.#note(id)).catch(() => undefined);
    this.#noting = result;
    return result;
  }

  async #note(id: string): Promise<void> {
    const { session: sessions, store, outside } = this.#parts;
    const session = await sessions.read();
    const owner = session && ownerOf(session);
    if (session === undefined || owner === undefined) return;
    const before = await (await this.reader())(session);
    await store.write(await sealUsage(withUse(before, id, outside.clock.now()), owner, outside));
  }
}

function ownerOf(session: SessionOwner): SettingsOwner | undefined {
  const vaultKey = decodeBase64(session.vaultKey);
  const vaultId = decodeHex(session.vaultId);
  return vaultKey && vaultId && { vaultKey, vaultId };
}
