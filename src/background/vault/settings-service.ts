// Settings under the vault key: read and changed by an unlocked vault only.
import { decodeBase64 } from '../../core/bytes/base64.ts';
import { decodeHex } from '../../core/bytes/hex.ts';
import {
  DEFAULT_SETTINGS,
  type LocalSettings,
  readSignedSettings,
  type SettingsOwner,
  type SignedSettings,
  signSettings,
} from '../../core/vault/local-settings.ts';
import { lockUnder, type Policy } from '../../core/policy/policy.ts';
import type { LockChoice } from '../../core/vault/lock.ts';
import type { PolicyService } from '../policy-service.ts';
import { RequestFailure } from '../../messaging/failure.ts';
import type { SessionOwner, SessionStore } from './unlocked-session.ts';

export interface SettingsStore {
  read(): Promise<unknown>;
  write(signed: SignedSettings): Promise<void>;
}

export interface SettingsServiceParts {
  readonly store: SettingsStore;
  readonly session: Pick<SessionStore, 'read'>;
  /** What is chosen against it before it was said counts for nothing afterwards: nobody waits. */
  readonly policies: Pick<PolicyService, 'soon'>;
}

export class SettingsService {
  readonly #parts: SettingsServiceParts;
  #changing: Promise<unknown> = Promise.resolve();
  /** What was found the last time, and in what: checking a signature anew for each code would cost the popup a frame. */
  #checked: { readonly of: string; readonly settings: LocalSettings } | undefined;

  constructor(parts: SettingsServiceParts) {
    this.#parts = parts;
  }

  /** The defaults while the vault is locked. */
  async read(): Promise<LocalSettings> {
    const [session, settingsOf] = await Promise.all([this.#parts.session.read(), this.reader()]);
    return session === undefined ? DEFAULT_SETTINGS : settingsOf(session);
  }

  /** What is stored, as whoever holds a vault key may believe it. A store that fails must not hide the codes. */
  async reader(): Promise<(session: SessionOwner) => LocalSettings> {
    const [stored, policy] = await Promise.all([
      this.#parts.store.read().catch(() => undefined),
      this.#parts.policies.soon(),
    ]);
    return (session) => {
      // Without the vault key, which must not outlive the session in a variable of ours.
      const of = JSON.stringify([stored, session.vaultId, policy.lockChoices]);
      if (this.#checked?.of !== of) this.#checked = { of, settings: check(stored, session, policy) };
      return this.#checked.settings;
    };
  }

  /** When the vault locks, for whoever has opened it. */
  async lockChoice(): Promise<(session: SessionOwner) => LockChoice> {
    const settingsOf = await this.reader();
    return (session) => settingsOf(session).lock;
  }

  /** For a new vault key, before anything is read by it. A failure costs the choices, not the accounts. */
  async sign(chosen: LocalSettings, owner: SettingsOwner): Promise<void> {
    await this.#parts.store.write(signSettings(chosen, owner)).catch(() => undefined);
    this.#checked = undefined;
  }

  /** One after another: each change keeps what the one before it chose. Throws `RequestFailure` `locked` or `by-policy`. */
  change(part: Partial<LocalSettings>): Promise<void> {
    const result = this.#changing.then(async () => {
      const { lockChoices } = await this.#parts.policies.soon();
      if (part.lock !== undefined && !lockChoices.includes(part.lock)) throw new RequestFailure('by-policy');
      const session = await this.#parts.session.read();
      const owner = session && ownerOf(session);
      if (owner === undefined) throw new RequestFailure('locked');
      const before = readSignedSettings(await this.#parts.store.read(), owner);
      await this.#parts.store.write(signSettings({ ...before, ...part }, owner));
    });
    this.#changing = result.catch(() => undefined);
    return result;
  }
}

function check(stored: unknown, session: SessionOwner, policy: Policy): LocalSettings {
  const owner = ownerOf(session);
  const chosen = owner === undefined ? DEFAULT_SETTINGS : readSignedSettings(stored, owner);
  return { ...chosen, lock: lockUnder(policy, chosen.lock) };
}

function ownerOf(session: SessionOwner): SettingsOwner | undefined {
  const vaultKey = decodeBase64(session.vaultKey);
  const vaultId = decodeHex(session.vaultId);
  return vaultKey && vaultId && { vaultKey, vaultId };
}
