// The passkey provider's side of a ceremony: who asks, whether it is ours to answer, what the user says. Nothing is made
// or signed before the user has said yes in a window of ours.
import { ceremonyMs } from '../../core/passkeys/ceremony-time.ts';
import { COSE_ALGORITHMS, type PasskeyCrypto } from '../../core/passkeys/passkey.ts';
import { isValidRpId, rpIdsFor } from '../../core/passkeys/rp-id.ts';
import type { Outside } from '../../core/vault/outside.ts';
import type { PasskeyEntry } from '../../core/vault/vault-index.ts';
import { RequestFailure } from '../../messaging/failure.ts';
import type { PasskeyAsk, PasskeyBegun, PasskeyOutcome } from '../../messaging/passkey-protocol.ts';
import type { PasskeyPromptView } from '../../messaging/passkey-prompt.ts';
import type { ContentSender } from '../../messaging/router.ts';
import { make, sign } from './passkey-answers.ts';
import { readAsk, readSignal } from './passkey-asks.ts';
import { type Asker, hostOf, rpIdFor, wantsVerification } from './passkey-askers.ts';
import {
  type AcceptedAsk,
  type Ceremony,
  NOT_ALLOWED,
  PasskeyCeremonies,
  type PromptWindow,
} from './passkey-ceremonies.ts';
import type { PasskeyHints } from './passkey-hints.ts';
import type { PasskeyRecords } from './passkey-records.ts';
import type { PasskeyTakeBacks } from './passkey-take-backs.ts';
import type { PresentedSlot } from '../vault/slots-service.ts';

export interface PasskeyServiceParts {
  readonly records: Pick<PasskeyRecords, 'offered' | 'open' | 'keep' | 'noteUse' | 'signal'>;
  readonly takeBacks: Pick<PasskeyTakeBacks, 'takeBack'>;
  readonly hints: Pick<PasskeyHints, 'among'>;
  readonly state: () => Promise<'locked' | 'unlocked' | 'closed'>;
  /** Throws `RequestFailure` where the secret does not open its slot. */
  readonly check: (presented: PresentedSlot) => Promise<unknown>;
  /** Whether the user turned passkeys on for this origin. */
  readonly isOn: (origin: string) => Promise<boolean>;
  readonly window: PromptWindow;
  /** Whether the document that asked is still there to be answered; `silent` where it does not say in time. */
  readonly presence: (tabId: number, documentId: string | undefined) => Promise<'there' | 'gone' | 'silent'>;
  /** A private window leaves no trace: no use is noted, and no signal heard. */
  readonly isPrivate: (tabId: number) => Promise<boolean>;
  readonly outside: Outside;
  readonly crypto: PasskeyCrypto;
}

const NATIVE = { kind: 'native' } as const;
const EXCLUDED = { kind: 'failed', name: 'InvalidStateError' } as const;

export class PasskeyService {
  readonly #parts: PasskeyServiceParts;
  readonly #ceremonies: PasskeyCeremonies;

  constructor(parts: PasskeyServiceParts) {
    this.#parts = parts;
    this.#ceremonies = new PasskeyCeremonies(parts);
  }

  /** Quick where there is nothing of ours: the page waits for this before its browser is asked. */
  async begin(given: unknown, sender: ContentSender): Promise<PasskeyBegun> {
    const accepted = await this.accept(given, sender);
    if (accepted === undefined) return NATIVE;
    const ceremony = await this.#start(accepted, sender);
    // The page gives us up soon, and a browser that is busy takes its time over windows, also over closing those of before:
    // that is none of what the page waits for.
    void this.#askUser(ceremony);
    return { kind: 'asking', id: ceremony.id };
  }

  /**
   * The rp ids that the page may use and that may have a passkey here; null where nobody can say. The bridge asks ahead, so
   * that a page for which there is none need not wait for a worker to start.
   */
  async known(sender: ContentSender): Promise<readonly string[] | null> {
    const host = hostOf(sender);
    if (host === undefined || !(await this.#parts.isOn(sender.origin))) return null;
    return (await this.#parts.state()) === 'closed' ? null : this.#parts.hints.among(rpIdsFor(host));
  }

  /** Undefined where the browser's own provider is to answer. */
  async accept(given: unknown, sender: ContentSender): Promise<AcceptedAsk | undefined> {
    const ask = readAsk(given);
    const rpId = ask && rpIdFor(ask, sender);
    if (ask === undefined || rpId === undefined || !(await this.#parts.isOn(sender.origin))) return undefined;
    const state = await this.#parts.state();
    return state !== 'closed' && (await this.#isOurs(ask, rpId, state)) ? { ask, rpId } : undefined;
  }

  /** The passkeys that may answer; none of them is named while the vault is locked. */
  async offered({ ask, rpId }: AcceptedAsk): Promise<readonly PasskeyEntry[] | 'locked'> {
    const state = await this.#parts.state();
    if (state === 'unlocked') return this.#candidates(ask, rpId);
    return state === 'locked' ? 'locked' : [];
  }

  /**
   * For a conditional get: the user has picked this passkey, or none yet. They are asked in a window for what is left to ask;
   * where that is nothing, the outcome waits already. The ceremony's id.
   */
  async pick(wait: AcceptedAsk & Asker, passkeyId: string | null): Promise<string> {
    const { ask, origin } = wait;
    if (!(await this.#parts.isOn(origin))) throw new RequestFailure('not-found');
    const ceremony = await this.#start(wait, wait, passkeyId);
    if (passkeyId === null || ceremony.wasLocked || wantsVerification(ask)) {
      if (await this.#ceremonies.openWindow(ceremony)) return ceremony.id;
      this.#ceremonies.forget(ceremony);
      throw new RequestFailure('internal');
    }
    try {
      await this.#ceremonies.giveUpOlder(ceremony);
      await this.confirm(ceremony.id, passkeyId, null);
    } catch (error) {
      this.#ceremonies.forget(ceremony);
      throw error;
    }
    return ceremony.id;
  }

  /** For the document that began it. */
  async outcome(id: string, sender: ContentSender): Promise<PasskeyOutcome> {
    const ceremony = this.#ceremonies.of(id, sender);
    if (ceremony === undefined || ceremony.fetchedAt !== undefined) return NOT_ALLOWED;
    const outcome = await ceremony.outcome;
    ceremony.fetchedAt = this.#parts.outside.clock.now();
    return outcome;
  }

  async abort(id: string, sender: ContentSender): Promise<null> {
    const ceremony = this.#ceremonies.of(id, sender);
    if (ceremony !== undefined) await this.#ceremonies.giveUp(ceremony);
    return null;
  }

  /** What the site says about passkeys of its own. While the vault is locked nobody hears it: it will be said again. */
  async signal(given: unknown, sender: ContentSender): Promise<null> {
    const signal = readSignal(given);
    const host = hostOf(sender);
    const isHeard = signal !== undefined && host !== undefined && isValidRpId(signal.rpId, host);
    if (!isHeard || !(await this.#parts.isOn(sender.origin))) return null;
    if (!(await this.#parts.isPrivate(sender.tabId))) await this.#parts.records.signal(signal);
    return null;
  }

  async view(id: string): Promise<PasskeyPromptView> {
    const { ask, origin, rpId, startedAt, wasLocked, picked } = this.#ceremonies.get(id);
    const isLocked = (await this.#parts.state()) === 'locked';
    const all = isLocked ? [] : await this.#candidates(ask, rpId);
    const entries = typeof picked === 'string' ? all.filter((entry) => entry.id === picked) : all;
    return {
      type: ask.type,
      origin,
      rpId,
      endsAt: startedAt + ceremonyMs(ask.timeoutMs),
      isLocked,
      verifies: !wasLocked && wantsVerification(ask),
      leadsToBrowser: picked === undefined,
      accounts: entries.map(({ id: passkeyId, passkey: { userName, displayName, lastUsedAt } }) => ({
        id: passkeyId,
        userName,
        displayName,
        lastUsedAt,
      })),
      site: ask.type === 'create' ? ask.rpName : '',
      user: ask.type === 'create' ? { name: ask.user.name, displayName: ask.user.displayName } : null,
    };
  }

  /** `passkeyId` is the one to sign in with; null to make one. */
  async confirm(id: string, passkeyId: string | null, presented: PresentedSlot | null): Promise<void> {
    const ceremony = this.#ceremonies.get(id);
    if (ceremony.isBusy) throw new RequestFailure('conflict');
    ceremony.isBusy = true;
    try {
      if (presented !== null) await this.#parts.check(presented);
      const userVerified = presented !== null || ceremony.wasLocked;
      if (wantsVerification(ceremony.ask) && !userVerified) throw new RequestFailure('not-allowed');
      // A passkey that no page hears of would be one more than the site knows.
      if ((await this.#presence(ceremony)) !== 'there') {
        await this.#ceremonies.end(ceremony, NOT_ALLOWED);
        throw new RequestFailure('page-unreachable');
      }
      await this.#ceremonies.end(ceremony, await this.#answer(ceremony, passkeyId, userVerified));
      if (passkeyId !== null) await this.#noteUse(passkeyId, ceremony);
    } finally {
      ceremony.isBusy = false;
      if (ceremony.isLeft) await this.#ceremonies.end(ceremony, NOT_ALLOWED);
    }
  }

  async decline(id: string, to: 'platform' | 'nowhere'): Promise<void> {
    await this.#ceremonies.leave(this.#ceremonies.get(id), to === 'platform' ? NATIVE : NOT_ALLOWED);
  }

  /** The user closed the window. */
  windowClosed(windowId: number): void {
    this.#ceremonies.windowClosed(windowId);
  }

  /** Where the browser opens no window of ours, it asks in its own. */
  async #askUser(ceremony: Ceremony): Promise<void> {
    if (!(await this.#ceremonies.openWindow(ceremony))) await this.#ceremonies.leave(ceremony, NATIVE);
  }

  async #isOurs(ask: PasskeyAsk, rpId: string, state: 'locked' | 'unlocked'): Promise<boolean> {
    if (ask.type === 'create') return ask.algorithms.some((one) => COSE_ALGORITHMS.includes(one as -7));
    if (state === 'locked') return (await this.#parts.hints.among([rpId])).length > 0;
    return (await this.#candidates(ask, rpId)).length > 0;
  }

  /** For a get those that may answer; for a create those that are there already and that the site excludes. */
  async #candidates(ask: PasskeyAsk, rpId: string): Promise<readonly PasskeyEntry[]> {
    const offered = await this.#parts.records.offered(rpId);
    if (ask.type === 'create')
      return offered.filter(({ passkey }) => ask.exclude.includes(passkey.credentialId));
    return ask.allow.length === 0
      ? offered
      : offered.filter(({ passkey }) => ask.allow.includes(passkey.credentialId));
  }

  async #answer(
    ceremony: Ceremony,
    passkeyId: string | null,
    userVerified: boolean,
  ): Promise<PasskeyOutcome> {
    const { ask, origin, rpId } = ceremony;
    const { records, takeBacks, outside, crypto } = this.#parts;
    const entries = await this.#candidates(ask, rpId);
    const place = { origin, rpId, userVerified };
    if (ask.type === 'create') {
      if (entries.length > 0) return EXCLUDED;
      const made = await make(ask, place, { ...outside, crypto });
      if (made === undefined) return NATIVE;
      const kept = await records.keep(made.registration.passkey);
      ceremony.takeBack = () => takeBacks.takeBack(kept);
      if (ceremony.isGivenUp || (await this.#presence(ceremony)) === 'gone') {
        await this.#ceremonies.takeBack(ceremony);
        return NOT_ALLOWED;
      }
      return made.answer;
    }
    if (!entries.some(({ id }) => id === passkeyId)) throw new RequestFailure('not-found');
    const opened = await records.open(passkeyId ?? '');
    return sign(ask, opened, place, { crypto });
  }

  /** The page has its answer, and waits for none of this. A use that could not be noted is no reason to keep anybody out. */
  async #noteUse(passkeyId: string, { tabId }: Ceremony): Promise<void> {
    if (!(await this.#parts.isPrivate(tabId)))
      await this.#parts.records.noteUse(passkeyId).catch(() => undefined);
  }

  async #start(accepted: AcceptedAsk, asker: Asker, picked?: string | null): Promise<Ceremony> {
    const wasLocked = (await this.#parts.state()) === 'locked';
    return this.#ceremonies.start(accepted, asker, { wasLocked, picked });
  }

  #presence({ tabId, documentId }: Asker): ReturnType<PasskeyServiceParts['presence']> {
    return this.#parts.presence(tabId, documentId);
  }
}
