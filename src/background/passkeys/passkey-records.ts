// The passkeys that the vault keeps: for ceremonies, and for the lists in which the user names and removes them.
import { encodeHex } from '../../core/bytes/hex.ts';
import { isBackedUp } from '../../core/passkeys/backup-state.ts';
import { cutName } from '../../core/passkeys/cut-name.ts';
import { isOnRpId } from '../../core/passkeys/on-rp-id.ts';
import type { Passkey } from '../../core/passkeys/passkey.ts';
import { type PasskeySignal, signalled } from '../../core/passkeys/signals.ts';
import type { VaultChange } from '../../core/vault/commit.ts';
import type { Outside } from '../../core/vault/outside.ts';
import {
  type PasskeyDescription,
  passkeyOf,
  type PasskeyRecord,
  passkeyRecordOf,
} from '../../core/vault/records/passkey-record.ts';
import type { Vault } from '../../core/vault/vault.ts';
import type { PasskeyEntry } from '../../core/vault/vault-index.ts';
import { RequestFailure } from '../../messaging/failure.ts';
import type { PasskeyView } from '../../messaging/passkey-list-responses.ts';
import type { VaultService } from '../vault/vault-service.ts';

export interface PasskeyRecordsParts {
  readonly vaults: VaultService;
  readonly backups: { lastAt(): Promise<number | null> };
  readonly outside: Outside;
}

/** A passkey with its keys, and what the flag BS says of it. */
export interface OpenedPasskey {
  readonly passkey: Passkey;
  readonly isBackedUp: boolean;
}

/** The id of a new record, and those that went to the trash for it, at this time in milliseconds since the epoch. */
export interface KeptPasskey {
  readonly id: string;
  readonly replaced: readonly string[];
  readonly replacedAt: number;
}

/** Every method throws `RequestFailure` `locked` while the vault is locked. */
export class PasskeyRecords {
  readonly #parts: PasskeyRecordsParts;

  constructor(parts: PasskeyRecordsParts) {
    this.#parts = parts;
  }

  /**
   * Those of this rp id that a ceremony may offer: in use, and not disowned by their site. Looking does not keep the vault
   * open: it is the page that asks.
   */
  offered(rpId: string): Promise<readonly PasskeyEntry[]> {
    return this.#parts.vaults.glance(async (vault) =>
      (await vault.passkeys()).filter(
        ({ passkey, deletedAt }) => passkey.rpId === rpId && deletedAt === null && passkey.hiddenAt === null,
      ),
    );
  }

  /** Counts as using the vault. Throws `not-found` for one in the trash, `record-damaged`. */
  async open(id: string): Promise<OpenedPasskey> {
    const { entry, record } = await this.#parts.vaults.read((vault) => readPasskey(vault, id));
    if (entry.deletedAt !== null) throw new RequestFailure('not-found');
    const passkey = passkeyOf(record);
    return { passkey, isBackedUp: isBackedUp(passkey, await this.#parts.backups.lastAt()) };
  }

  /**
   * Keeps a new passkey. One of the same user at the same site goes to the trash: a site has one
   * passkey for each user handle here (WebAuthn section 6.3.2, step 12), and the old one can be taken back.
   */
  keep(passkey: Passkey): Promise<KeptPasskey> {
    return this.#parts.vaults.change(async (vault) => {
      const record = passkeyRecordOf(passkey);
      const now = this.#parts.outside.clock.now();
      const { rpId, userHandle } = record.passkey;
      const same = (await vault.passkeys()).filter(
        ({ passkey: other, deletedAt }) =>
          deletedAt === null && other.rpId === rpId && other.userHandle === userHandle,
      );
      const changes: (VaultChange & { readonly kind: 'put' })[] = [];
      for (const [index, read] of (await vault.readPasskeys(same)).entries()) {
        const entry = same[index];
        // One that does not open stays where it is: nothing can be written in its place.
        if (entry !== undefined && read.ok)
          changes.push({ kind: 'put', id: entry.id, record: read.record, deletedAt: now });
      }
      const id = encodeHex(this.#parts.outside.random.bytes(16));
      await vault.commit([...changes, { kind: 'put', id, record, deletedAt: null }]);
      return { id, replaced: changes.map((change) => change.id), replacedAt: now };
    });
  }

  /**
   * As if it had not been kept: its site never heard of it. It is in the trash, and those that it replaced are back. What
   * the user has done with any of them since stays done.
   */
  takeBack({ id, replaced, replacedAt }: KeptPasskey): Promise<void> {
    const deletedAt = this.#parts.outside.clock.now();
    return this.#parts.vaults.change(async (vault) => {
      const known = await vault.passkeys();
      if (!known.some((entry) => entry.id === id && entry.deletedAt === null)) return;
      const entries = known.filter(
        (entry) => entry.id === id || (replaced.includes(entry.id) && entry.deletedAt === replacedAt),
      );
      const changes = (await vault.readPasskeys(entries)).flatMap((read, index): VaultChange[] => {
        const entry = entries[index];
        if (entry === undefined || !read.ok) return [];
        return [
          { kind: 'put', id: entry.id, record: read.record, deletedAt: entry.id === id ? deletedAt : null },
        ];
      });
      if (changes.length > 0) await vault.commit(changes);
    });
  }

  /** It was signed in with just now. No backup falls behind by it. */
  noteUse(id: string): Promise<void> {
    return this.#parts.vaults.change(async (vault) => {
      const { entry, record } = await readPasskey(vault, id);
      const passkey = { ...record.passkey, lastUsedAt: this.#parts.outside.clock.now() };
      const { deletedAt } = entry;
      await vault.commit([{ kind: 'put', id, record: { ...record, passkey }, deletedAt, isUse: true }]);
    });
  }

  /** How many passkeys it changed. Those in the trash are left as they are. */
  async signal(signal: PasskeySignal): Promise<number> {
    const now = this.#parts.outside.clock.now();
    const named =
      signal.kind === 'current-user-details'
        ? { ...signal, userName: cutName(signal.userName), displayName: cutName(signal.displayName) }
        : signal;
    const touched = ({ passkey, deletedAt }: PasskeyEntry) =>
      deletedAt === null && signalled(passkey, named, now) !== undefined;
    // Pages say it with every sign-in: where nothing changes, nothing is written and no writer is waited for.
    const known = await this.#parts.vaults.glance((vault) => vault.passkeys());
    if (!known.some(touched)) return 0;
    return this.#parts.vaults.change(async (vault) => {
      const entries = (await vault.passkeys()).filter(touched);
      const changes = (await vault.readPasskeys(entries)).flatMap((read, index): VaultChange[] => {
        const entry = entries[index];
        if (entry === undefined || !read.ok) return [];
        const passkey = signalled(read.record.passkey, named, now) ?? read.record.passkey;
        return [{ kind: 'put', id: entry.id, record: { ...read.record, passkey }, deletedAt: null }];
      });
      if (changes.length > 0) await vault.commit(changes);
      return changes.length;
    });
  }

  /** Whether any is in use for the site of this page; false while locked. The page is looked at: no use of the vault. */
  async hasFor(origin: string): Promise<boolean> {
    const entries = await this.#parts.vaults.glance((vault) => vault.passkeys()).catch(() => []);
    return entries.some(({ passkey, deletedAt }) => deletedAt === null && isOnRpId(origin, passkey.rpId));
  }

  /** Those of a page of this origin, or all; by site and name, those in the trash included. */
  async list(origin: string | null = null): Promise<readonly PasskeyView[]> {
    const entries = await this.#parts.vaults.read((vault) => vault.passkeys());
    const lastBackupAt = await this.#parts.backups.lastAt();
    return entries
      .filter(({ passkey }) => origin === null || isOnRpId(origin, passkey.rpId))
      .map((entry) => viewOf(entry, lastBackupAt))
      .toSorted((a, b) => compareTexts(a.rpId, b.rpId) || compareTexts(a.userName, b.userName));
  }

  rename(id: string, { rpName, userName }: Pick<PasskeyDescription, 'rpName' | 'userName'>): Promise<void> {
    return this.#update(id, (passkey) => ({ ...passkey, rpName, userName }));
  }

  /** Offered to its site again, which once said that it does not know it. */
  offerAgain(id: string): Promise<void> {
    return this.#update(id, (passkey) => ({ ...passkey, hiddenAt: null }));
  }

  trash(id: string): Promise<void> {
    return this.#move(id, this.#parts.outside.clock.now());
  }

  restore(id: string): Promise<void> {
    return this.#move(id, null);
  }

  /** Removes it for good, from every past state too; only one that is in the trash. */
  erase(id: string): Promise<void> {
    return this.#parts.vaults.change(async (vault) => {
      const entry = (await vault.passkeys()).find((known) => known.id === id);
      if (entry === undefined || entry.deletedAt === null) throw new RequestFailure('not-found');
      await vault.erase([id]);
    });
  }

  #move(id: string, deletedAt: number | null): Promise<void> {
    return this.#parts.vaults.change(async (vault) => {
      const { record } = await readPasskey(vault, id);
      await vault.commit([{ kind: 'put', id, record, deletedAt }]);
    });
  }

  #update(id: string, change: (passkey: PasskeyDescription) => PasskeyDescription): Promise<void> {
    return this.#parts.vaults.change(async (vault) => {
      const { entry, record } = await readPasskey(vault, id);
      const passkey = change(record.passkey);
      await vault.commit([{ kind: 'put', id, record: { ...record, passkey }, deletedAt: entry.deletedAt }]);
    });
  }
}

async function readPasskey(
  vault: Vault,
  id: string,
): Promise<{ readonly entry: PasskeyEntry; readonly record: PasskeyRecord }> {
  const entry = (await vault.passkeys()).find((known) => known.id === id);
  if (entry === undefined) throw new RequestFailure('not-found');
  const [read] = await vault.readPasskeys([entry]);
  if (read?.ok !== true) throw new RequestFailure('record-damaged');
  return { entry, record: read.record };
}

function viewOf({ id, deletedAt, passkey }: PasskeyEntry, lastBackupAt: number | null): PasskeyView {
  const { rpId, rpName, userName, displayName, createdAt, lastUsedAt, hiddenAt } = passkey;
  return {
    id,
    deletedAt,
    rpId,
    rpName,
    userName,
    displayName,
    createdAt,
    lastUsedAt,
    hiddenAt,
    isBackedUp: isBackedUp(passkey, lastBackupAt),
  };
}

function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
