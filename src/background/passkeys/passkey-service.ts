// The passkey provider's side of a ceremony: who asks, whether it is ours to answer, what the user says. Nothing is made
// or signed before the user has said yes in a window of ours. A ceremony lives as long as the worker: where that stops,
// the page is told that it was not allowed, and may ask again.
import { encodeHex } from '../../core/bytes/hex.ts';
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
import { type Asker, hostOf, isAsker, rpIdFor, timeoutOf, wantsVerification } from './passkey-askers.ts';
import type { PasskeyHints } from './passkey-hints.ts';
import type { PasskeyRecords } from './passkey-records.ts';
import type { PresentedSlot } from '../vault/slots-service.ts';

export interface PasskeyServiceParts {
  readonly records: Pick<PasskeyRecords, 'offered' | 'open' | 'keep' | 'noteUse' | 'signal'>;
  readonly hints: Pick<PasskeyHints, 'among'>;
  readonly state: () => Promise<'locked' | 'unlocked' | 'closed'>;
  /** Throws `RequestFailure` where the secret does not open its slot. */
  readonly check: (presented: PresentedSlot) => Promise<unknown>;
  /** Whether the user turned passkeys on for this origin. */
  readonly isOn: (origin: string) => Promise<boolean>;
  readonly window: PromptWindow;
  /** Whether the document that asked is still there to be answered. */
  readonly isThere: (tabId: number, documentId: string | undefined) => Promise<boolean>;
  readonly outside: Outside;
  readonly crypto: PasskeyCrypto;
}

export interface PromptWindow {
  /** The id of the window; undefined where the browser opened none. */
  open(id: string): Promise<number | undefined>;
  close(windowId: number): Promise<void>;
  /** Back to the page: the browser's own provider refuses one that is not in front. */
  focusTab(tabId: number): Promise<void>;
}

/** What a page asks that is ours to answer. */
export interface AcceptedAsk {
  readonly ask: PasskeyAsk;
  readonly rpId: string;
}

interface Ceremony extends Asker, AcceptedAsk {
  readonly id: string;
  readonly startedAt: number;
  /** The vault was locked: who has unlocked it for this has verified. */
  readonly wasLocked: boolean;
  /** Of a conditional get: the passkey that the user has picked, null for none yet. The browser waits beside us then. */
  readonly picked: string | null | undefined;
  readonly outcome: Promise<PasskeyOutcome>;
  readonly end: (outcome: PasskeyOutcome) => void;
  windowId: number | undefined;
  isBusy: boolean;
  /** The user closed the window, or said no, while the yes before it was being carried out. */
  isLeft: boolean;
  /** Its outcome waits to be fetched, and nothing changes it. */
  isOver: boolean;
}

const NATIVE = { kind: 'native' } as const;
const NOT_ALLOWED = { kind: 'failed', name: 'NotAllowedError' } as const;
const EXCLUDED = { kind: 'failed', name: 'InvalidStateError' } as const;

export class PasskeyService {
  readonly #parts: PasskeyServiceParts;
  readonly #ceremonies = new Map<string, Ceremony>();

  constructor(parts: PasskeyServiceParts) {
    this.#parts = parts;
  }

  /** Quick where there is nothing of ours: the page waits for this before its browser is asked. */
  async begin(given: unknown, sender: ContentSender): Promise<PasskeyBegun> {
    const accepted = await this.accept(given, sender);
    if (accepted === undefined) return NATIVE;
    const ceremony = await this.#start(accepted, sender);
    return (await this.#openWindow(ceremony)) ? { kind: 'asking', id: ceremony.id } : NATIVE;
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
      if (!(await this.#openWindow(ceremony))) throw new RequestFailure('internal');
      return ceremony.id;
    }
    try {
      await this.confirm(ceremony.id, passkeyId, null);
    } catch (error) {
      this.#ceremonies.delete(ceremony.id);
      throw error;
    }
    return ceremony.id;
  }

  /** For the document that began it. */
  async outcome(id: string, sender: ContentSender): Promise<PasskeyOutcome> {
    const ceremony = this.#ceremonies.get(id);
    if (ceremony === undefined || !isAsker(ceremony, sender)) return NOT_ALLOWED;
    const outcome = await ceremony.outcome;
    this.#ceremonies.delete(id);
    return outcome;
  }

  async abort(id: string, sender: ContentSender): Promise<null> {
    const ceremony = this.#ceremonies.get(id);
    if (ceremony !== undefined && isAsker(ceremony, sender)) await this.#end(ceremony, NOT_ALLOWED);
    return null;
  }

  /** What the site says about passkeys of its own. While the vault is locked nobody hears it: it will be said again. */
  async signal(given: unknown, sender: ContentSender): Promise<null> {
    const signal = readSignal(given);
    const host = hostOf(sender);
    const isHeard = signal !== undefined && host !== undefined && isValidRpId(signal.rpId, host);
    if (isHeard && (await this.#parts.isOn(sender.origin))) await this.#parts.records.signal(signal);
    return null;
  }

  async view(id: string): Promise<PasskeyPromptView> {
    const { ask, origin, rpId, startedAt, wasLocked, picked } = this.#ceremony(id);
    const isLocked = (await this.#parts.state()) === 'locked';
    const all = isLocked ? [] : await this.#candidates(ask, rpId);
    const entries = typeof picked === 'string' ? all.filter((entry) => entry.id === picked) : all;
    return {
      type: ask.type,
      origin,
      rpId,
      endsAt: startedAt + timeoutOf(ask),
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
    const ceremony = this.#ceremony(id);
    if (ceremony.isBusy) throw new RequestFailure('conflict');
    ceremony.isBusy = true;
    try {
      if (presented !== null) await this.#parts.check(presented);
      const userVerified = presented !== null || ceremony.wasLocked;
      if (wantsVerification(ceremony.ask) && !userVerified) throw new RequestFailure('not-allowed');
      // A passkey that no page hears of would be one more than the site knows.
      if (!(await this.#parts.isThere(ceremony.tabId, ceremony.documentId))) {
        await this.#end(ceremony, NOT_ALLOWED);
        throw new RequestFailure('page-unreachable');
      }
      await this.#end(ceremony, await this.#answer(ceremony, passkeyId, userVerified));
    } finally {
      ceremony.isBusy = false;
      if (ceremony.isLeft) await this.#end(ceremony, NOT_ALLOWED);
    }
  }

  async decline(id: string, to: 'platform' | 'nowhere'): Promise<void> {
    const ceremony = this.#ceremony(id);
    // What was said yes to is stored by now, or will be: then the page hears of it.
    if (ceremony.isBusy) ceremony.isLeft = true;
    else await this.#end(ceremony, to === 'platform' ? NATIVE : NOT_ALLOWED);
  }

  /** The user closed the window. */
  windowClosed(windowId: number): void {
    for (const ceremony of this.#ceremonies.values()) {
      if (ceremony.windowId !== windowId) continue;
      if (ceremony.isBusy) ceremony.isLeft = true;
      else void this.#end(ceremony, NOT_ALLOWED);
    }
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
    const { records, outside, crypto } = this.#parts;
    const entries = await this.#candidates(ask, rpId);
    const place = { origin, rpId, userVerified };
    if (ask.type === 'create') {
      if (entries.length > 0) return EXCLUDED;
      const made = await make(ask, place, { ...outside, crypto });
      if (made === undefined) return NATIVE;
      await records.keep(made.registration.passkey);
      return made.answer;
    }
    if (!entries.some(({ id }) => id === passkeyId)) throw new RequestFailure('not-found');
    const opened = await records.open(passkeyId ?? '');
    const answer = await sign(ask, opened, place, { crypto });
    // A use that could not be noted is no reason to keep anybody out.
    await records.noteUse(passkeyId ?? '').catch(() => undefined);
    return answer;
  }

  async #start(
    { ask, rpId }: AcceptedAsk,
    { origin, tabId, documentId }: Asker,
    picked?: string | null,
  ): Promise<Ceremony> {
    const wasLocked = (await this.#parts.state()) === 'locked';
    // The page has given an older one up, or wants to pile windows up. Nothing is waited for before the new one is in its
    // place, or two that begin at once would both stay.
    const older = [...this.#ceremonies.values()].filter((one) => one.tabId === tabId);
    for (const { id } of older) this.#ceremonies.delete(id);
    const { promise, resolve } = Promise.withResolvers<PasskeyOutcome>();
    const ceremony: Ceremony = {
      id: encodeHex(this.#parts.outside.random.bytes(16)),
      ask,
      origin,
      rpId,
      tabId,
      documentId,
      startedAt: this.#parts.outside.clock.now(),
      wasLocked,
      picked,
      outcome: promise,
      end: resolve,
      windowId: undefined,
      isBusy: false,
      isLeft: false,
      isOver: false,
    };
    this.#ceremonies.set(ceremony.id, ceremony);
    for (const one of older) await this.#end(one, NOT_ALLOWED);
    return ceremony;
  }

  async #openWindow(ceremony: Ceremony): Promise<boolean> {
    ceremony.windowId = await this.#parts.window.open(ceremony.id);
    if (ceremony.windowId === undefined) this.#ceremonies.delete(ceremony.id);
    // Another ceremony took its place while its window was on its way.
    else if (ceremony.isOver) await this.#parts.window.close(ceremony.windowId);
    return ceremony.windowId !== undefined;
  }

  async #end(ceremony: Ceremony, outcome: PasskeyOutcome): Promise<void> {
    if (ceremony.isOver) return;
    ceremony.isOver = true;
    // First of all: a browser that is slow with its windows must not keep the page waiting.
    ceremony.end(outcome);
    if (ceremony.windowId !== undefined) await this.#parts.window.close(ceremony.windowId);
    await this.#parts.window.focusTab(ceremony.tabId);
  }

  #ceremony(id: string): Ceremony {
    const ceremony = this.#ceremonies.get(id);
    if (ceremony === undefined || ceremony.isOver) throw new RequestFailure('not-found');
    return ceremony;
  }
}
