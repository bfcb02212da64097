// The ways into the vault: adding, changing and removing key slots, and a new vault key. A changed slot is reported as done
// when head and mirror are both rewritten.
import { type Bytes, equalBytes } from '../../core/bytes/bytes.ts';
import { readHeads, writeSlots } from '../../core/vault/head.ts';
import { isAcceptableKdf, type KdfParameters } from '../../core/vault/keys/kdf-parameters.ts';
import { makeSlot, type NewSlot, slotIdOf, withoutSlot } from '../../core/vault/keys/key-slots.ts';
import { entriesOf, passkeysOf, recordsOf, sheetsOf } from '../../core/vault/records/history.ts';
import type { VaultHeader } from '../../core/vault/header.ts';
import type { Outside } from '../../core/vault/outside.ts';
import type { StoredRecord } from '../../core/vault/records/record.ts';
import { sealRotated } from '../../core/vault/keys/rotation.ts';
import { type Slot, unwrapVaultKey } from '../../core/vault/keys/slot.ts';
import type { Generations } from '../../core/vault/store.ts';
import { RequestFailure } from '../../messaging/failure.ts';
import type { SlotView } from '../../messaging/page-responses.ts';
import type { MirrorService } from './mirror-service.ts';
import type { SettingsService } from './settings-service.ts';
import type { OpenedVault } from './session-place.ts';
import type { VaultService } from './vault-service.ts';
import { slotView } from './vault-status.ts';
import { headsFrom, type LocalFacts } from './vault-survey.ts';
import { nameGeneration, writeGeneration } from './write-generation.ts';

export interface SlotsServiceParts {
  readonly vaults: VaultService;
  readonly mirrors: MirrorService;
  readonly generations: Generations;
  readonly local: LocalFacts;
  readonly settings: Pick<SettingsService, 'read' | 'sign'>;
  readonly outside: Outside;
}

export interface NewPassphraseSlot {
  readonly secret: Bytes;
  readonly salt: Bytes;
  readonly kdf: KdfParameters;
}

export interface NewPasskeySlot {
  /** What its PRF answered for `prfInput`: 32 bytes each. */
  readonly secret: Bytes;
  readonly prfInput: Bytes;
  readonly credentialId: Bytes;
  readonly label: string;
}

/** A secret that was presented for a slot that there is. */
export interface PresentedSlot {
  readonly slotId: string;
  readonly secret: Bytes;
}

/** A head has room for 16 slots; a passphrase and a recovery key always find theirs. */
const MAX_PASSKEYS = 8;

interface Place {
  readonly header: VaultHeader;
  readonly opened: OpenedVault;
}

export class SlotsService {
  readonly #parts: SlotsServiceParts;

  constructor(parts: SlotsServiceParts) {
    this.#parts = parts;
  }

  async list(): Promise<readonly SlotView[]> {
    const { header } = await this.#place(await this.#parts.vaults.opened());
    return header.slots.map(slotView);
  }

  /** Throws `RequestFailure` where this secret does not open its slot. */
  async check(presented: PresentedSlot): Promise<void> {
    await this.#mustOpen(presented, await this.#place(await this.#parts.vaults.opened()));
  }

  /** The old passphrase opens nothing of this browser any more; backup files that were made before still know it. */
  changePassphrase(current: PresentedSlot, next: NewPassphraseSlot): Promise<void> {
    if (!isAcceptableKdf(next.kdf)) throw new RequestFailure('bad-request');
    return this.#rewrite(async ({ header, opened }) => {
      await this.#mustOpen(current, { header, opened });
      const slot = await makeSlot(passphraseSlot(next), opened.open, this.#parts.outside);
      const others = header.slots.filter(({ kind }) => kind !== 'passphrase');
      return [slot, ...others];
    });
  }

  /** A new recovery key takes the place of the one before. The user's passphrase is asked for again. */
  setRecoveryKey(current: PresentedSlot, secret: Bytes, salt: Bytes): Promise<void> {
    return this.#rewrite(async ({ header, opened }) => {
      await this.#mustOpen(current, { header, opened });
      const slot = await makeSlot(recoverySlot(secret, salt), opened.open, this.#parts.outside);
      return [...header.slots.filter(({ kind }) => kind !== 'recovery-key'), slot];
    });
  }

  /** One more way in. The user's passphrase is asked for again: who finds the vault open must not leave a door of theirs. */
  addPasskey(current: PresentedSlot, passkey: NewPasskeySlot): Promise<void> {
    return this.#rewrite(async ({ header, opened }) => {
      await this.#mustOpen(current, { header, opened });
      // The same credential asked anew takes its own place.
      const others = header.slots.filter(({ parameters }) => !equalBytes(parameters, passkey.credentialId));
      if (others.filter(({ kind }) => kind === 'passkey').length >= MAX_PASSKEYS) {
        throw new RequestFailure('bad-request');
      }
      return [...others, await makeSlot(passkeySlot(passkey), opened.open, this.#parts.outside)];
    });
  }

  /** The user's passphrase is asked for again: somebody at the unlocked screen must not take a way in away. */
  remove(current: PresentedSlot, slotId: string): Promise<void> {
    return this.#rewrite(async ({ header, opened }) => {
      await this.#mustOpen(current, { header, opened });
      const rest = withoutSlot(header.slots, slotId);
      if (!rest.ok) throw new RequestFailure(rest.error === 'last-slot' ? 'last-slot' : 'not-found');
      return rest.value;
    });
  }

  /**
   * A new vault key: all is sealed again into a new database. Only the slots whose secret is presented go along; the others
   * are named. The old database goes once the new one and its mirror are there: it is under the key that was to be left.
   */
  async rotate(presented: readonly PresentedSlot[]): Promise<readonly SlotView[]> {
    const { vaults, mirrors, generations } = this.#parts;
    const { removed, old } = await vaults.changeOpened(async (opened) => {
      const place = await this.#place(opened);
      const kept = await Promise.all(presented.map((one) => this.#mustOpen(one, place)));
      if (!kept.some(({ kind }) => kind !== 'passkey')) throw new RequestFailure('last-slot');
      const slots = kept.map((slot, index) => sameSlot(slot, presented[index]?.secret));
      await this.#moveToNewKey(place, slots);
      const keptIds = new Set(kept.map(slotIdOf));
      return {
        removed: place.header.slots.filter((slot) => !keptIds.has(slotIdOf(slot))).map(slotView),
        old: opened.session.generation,
      };
    });
    const { is } = await mirrors.sync().catch(() => ({ is: 'failed' }));
    await vaults.writeAnchor().catch(() => undefined);
    // Without a copy of the new one the old one stays for now: `dropLeft` makes it good.
    if (is === 'current') await generations.remove(old).catch(() => undefined);
    return removed;
  }

  /** A database of this vault under a key that was left, where the worker died before it could go. */
  async dropLeft(): Promise<void> {
    const { vaults, mirrors, generations } = this.#parts;
    const survey = await vaults.survey();
    const own = survey.heads?.good?.header;
    if (own === undefined || (await mirrors.sync()).is !== 'current') return;
    for (const generation of await generations.list()) {
      if (generation >= survey.generation || generation < 0) continue;
      const { good } = await readHeads(generations.at(generation));
      const isLeft = good !== undefined && equalBytes(good.header.vaultId, own.vaultId);
      if (isLeft && good.header.epoch < own.epoch) await generations.remove(generation);
    }
  }

  async #moveToNewKey({ header, opened }: Place, slots: readonly NewSlot[]): Promise<void> {
    const { vaults, generations, settings, outside } = this.#parts;
    const { vault, session } = opened;
    const state = await vault.state();
    const entries = entriesOf(state);
    const records = new Map<string, StoredRecord>();
    const read = [
      ...(await vault.readRecords(entries)),
      ...(await vault.readSheets(sheetsOf(state))),
      ...(await vault.readPasskeys(passkeysOf(state))),
    ];
    for (const [index, { id }] of recordsOf(state).entries()) {
      const answer = read[index];
      // A record that does not open would be lost with the old key: it is repaired or removed first.
      if (answer?.ok !== true) throw new RequestFailure('record-damaged');
      records.set(id, answer.record);
    }
    const rotated = await sealRotated({ header, ...state, records }, slots, outside);
    const generation = Math.max(session.generation, ...(await generations.list().catch(() => []))) + 1;
    // They are signed under the vault key, so the new one has to sign them again, and before anybody reads by it.
    const chosen = await settings.read();
    await writeGeneration(generations, generation, rotated.puts);
    await nameGeneration(this.#parts, generation, header.vaultId);
    await settings.sign(chosen, { ...rotated.open, vaultId: header.vaultId });
    await vaults.moveSession(session, rotated.open, { generation, decision: 'run' });
  }

  async #rewrite(make: (place: Place) => Promise<readonly Slot[]>): Promise<void> {
    const { vaults, mirrors, generations } = this.#parts;
    await vaults.changeOpened(async (opened) => {
      const place = await this.#place(opened);
      const slots = await make(place);
      const store = generations.at(opened.session.generation);
      const { root } = await opened.vault.state();
      await writeSlots(slots, { header: place.header, keys: opened.open.keys, seq: root.seq }, store);
    });
    const { is } = await mirrors.sync().catch(() => ({ is: 'failed' }));
    if (is !== 'current') throw new RequestFailure('mirror-keeps-old-secret');
  }

  async #place(opened: OpenedVault): Promise<Place> {
    // Where the vault runs from the mirror, that is where its slots are.
    const survey = await this.#parts.vaults.survey();
    const source = opened.session.decision === 'run-from-mirror' ? 'copy' : 'database';
    const heads = headsFrom(survey, source)?.good ? headsFrom(survey, source) : headsFrom(survey, 'copy');
    if (heads?.good === undefined) throw new RequestFailure('vault-damaged');
    return { header: heads.good.header, opened };
  }

  /** The slot, where the secret that was presented opens it. */
  async #mustOpen({ slotId, secret }: PresentedSlot, { header }: Place): Promise<Slot> {
    const slot = header.slots.find((candidate) => slotIdOf(candidate) === slotId);
    if (slot === undefined) throw new RequestFailure('not-found');
    const { vaultId, epoch } = header;
    const unwrapped = await unwrapVaultKey(slot, secret, { vaultId, epoch, outside: this.#parts.outside });
    if (!unwrapped.ok) {
      throw new RequestFailure(unwrapped.error === 'wrong-secret' ? 'wrong-passphrase' : 'vault-damaged');
    }
    return slot;
  }
}

function passphraseSlot({ secret, salt, kdf }: NewPassphraseSlot): NewSlot {
  return { kind: 'passphrase', secret, label: '', kdf, salt, parameters: new Uint8Array(0) };
}

function passkeySlot({ secret, prfInput, credentialId, label }: NewPasskeySlot): NewSlot {
  return { kind: 'passkey', secret, label, kdf: null, salt: prfInput, parameters: credentialId };
}

function recoverySlot(secret: Bytes, salt: Bytes): NewSlot {
  return { kind: 'recovery-key', secret, label: '', kdf: null, salt, parameters: new Uint8Array(0) };
}

/** The same way in, for the new key. */
function sameSlot({ kind, label, kdf, salt, parameters }: Slot, secret: Bytes | undefined): NewSlot {
  if (secret === undefined) throw new RangeError('a slot without its secret');
  return { kind, secret, label, kdf, salt, parameters };
}
