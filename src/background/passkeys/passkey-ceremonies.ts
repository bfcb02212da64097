// The ceremonies that are under way: one for each tab, with the window in which its user answers. They live as long as the
// worker: where that stops, the page is told that it was not allowed, and may ask again.
import { encodeHex } from '../../core/bytes/hex.ts';
import type { Outside } from '../../core/vault/outside.ts';
import { RequestFailure } from '../../messaging/failure.ts';
import type { PasskeyAsk, PasskeyOutcome } from '../../messaging/passkey-protocol.ts';
import type { ContentSender } from '../../messaging/router.ts';
import { inTime } from '../../platform/deadline.ts';
import { type Asker, isAsker } from './passkey-askers.ts';

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

export interface Ceremony extends Asker, AcceptedAsk {
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
  /** Since then the page has it, in milliseconds since the epoch: it is given once. */
  fetchedAt: number | undefined;
  /** The page waits no longer. */
  isGivenUp: boolean;
  /** Of a passkey that was made: undoes it. */
  takeBack: (() => Promise<void>) | undefined;
  /** Those of the same tab whose place it took, until they are given up. */
  older: readonly Ceremony[];
}

/** So long after it was fetched an outcome may still be on its way: later the site may have stored what was made. */
const ON_ITS_WAY_MS = 3_000;

/** The browser has its own window for a page whose user sees none of ours. */
const OPEN_WITHIN_MS = 10_000;

export const NOT_ALLOWED = { kind: 'failed', name: 'NotAllowedError' } as const;

export interface PasskeyCeremoniesParts {
  readonly window: PromptWindow;
  readonly outside: Pick<Outside, 'random' | 'clock'>;
}

export class PasskeyCeremonies {
  readonly #parts: PasskeyCeremoniesParts;
  readonly #ceremonies = new Map<string, Ceremony>();
  /** How many windows are on their way, and which were closed meanwhile. */
  #opening = 0;
  readonly #closed = new Set<number>();

  constructor(parts: PasskeyCeremoniesParts) {
    this.#parts = parts;
  }

  start(
    { ask, rpId }: AcceptedAsk,
    { origin, tabId, documentId }: Asker,
    { wasLocked, picked }: Pick<Ceremony, 'wasLocked' | 'picked'>,
  ): Ceremony {
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
      fetchedAt: undefined,
      isGivenUp: false,
      takeBack: undefined,
      older,
    };
    this.#ceremonies.set(ceremony.id, ceremony);
    return ceremony;
  }

  /** Throws `not-found` for one that is over, or that this worker has never had. */
  get(id: string): Ceremony {
    const ceremony = this.#ceremonies.get(id);
    if (ceremony === undefined || ceremony.isOver) throw new RequestFailure('not-found');
    return ceremony;
  }

  /** One that is over too. Undefined for another document than the one that began it. */
  of(id: string, sender: ContentSender): Ceremony | undefined {
    const ceremony = this.#ceremonies.get(id);
    return ceremony !== undefined && isAsker(ceremony, sender) ? ceremony : undefined;
  }

  /** Before the new one shows itself: the focus goes back to the page with each of them. */
  async giveUpOlder(ceremony: Ceremony): Promise<void> {
    const { older } = ceremony;
    ceremony.older = [];
    for (const one of older) if (!one.isOver) await this.giveUp(one);
  }

  /** False where the browser opened none in time; one that comes later is closed once the ceremony is over. */
  async openWindow(ceremony: Ceremony): Promise<boolean> {
    await this.giveUpOlder(ceremony);
    if (ceremony.isOver) return true;
    return inTime(this.#open(ceremony), false, OPEN_WITHIN_MS);
  }

  async #open(ceremony: Ceremony): Promise<boolean> {
    this.#opening += 1;
    const windowId = await this.#parts.window.open(ceremony.id);
    this.#opening -= 1;
    const isClosed = windowId !== undefined && this.#closed.has(windowId);
    if (this.#opening === 0) this.#closed.clear();
    if (windowId === undefined) return false;
    ceremony.windowId = windowId;
    if (isClosed) await this.leave(ceremony, NOT_ALLOWED);
    // The page gave it up, or another took its place, while its window was on its way.
    else if (ceremony.isOver) await this.#takeAway(ceremony, windowId);
    return true;
  }

  async #takeAway(ceremony: Ceremony, windowId: number): Promise<void> {
    const { window } = this.#parts;
    await window.close(windowId);
    const isNext = ({ tabId, isOver }: Ceremony) => tabId === ceremony.tabId && !isOver;
    if (![...this.#ceremonies.values()].some(isNext)) await window.focusTab(ceremony.tabId);
  }

  /** The user said no, by a button or by closing the window. */
  async leave(ceremony: Ceremony, outcome: PasskeyOutcome): Promise<void> {
    // What was said yes to is stored by now, or will be: then the page hears of it.
    if (ceremony.isBusy) ceremony.isLeft = true;
    else await this.end(ceremony, outcome);
  }

  windowClosed(windowId: number): void {
    // The browser may say so before it has said which window it opened.
    if (this.#opening > 0) this.#closed.add(windowId);
    for (const ceremony of this.#ceremonies.values())
      if (ceremony.windowId === windowId) void this.leave(ceremony, NOT_ALLOWED);
  }

  /**
   * The page waits no longer. It says so only as long as it has not been given what was made: a passkey of which its site
   * never hears is taken back, also where the yes was on its way.
   */
  async giveUp(ceremony: Ceremony): Promise<void> {
    ceremony.isGivenUp = true;
    await this.end(ceremony, NOT_ALLOWED);
    if (this.#hasReachedPage(ceremony)) ceremony.takeBack = undefined;
    await this.takeBack(ceremony);
  }

  #hasReachedPage({ fetchedAt }: Ceremony): boolean {
    // A clock that was set back tells nothing either.
    return fetchedAt !== undefined && Math.abs(this.#parts.outside.clock.now() - fetchedAt) > ON_ITS_WAY_MS;
  }

  async takeBack(ceremony: Ceremony): Promise<void> {
    const { takeBack } = ceremony;
    ceremony.takeBack = undefined;
    await takeBack?.().catch(() => undefined);
  }

  async end(ceremony: Ceremony, outcome: PasskeyOutcome): Promise<void> {
    if (ceremony.isOver) return;
    ceremony.isOver = true;
    // First of all: a browser that is slow with its windows must not keep the page waiting.
    ceremony.end(outcome);
    if (ceremony.windowId !== undefined) await this.#parts.window.close(ceremony.windowId);
    await this.#parts.window.focusTab(ceremony.tabId);
  }

  forget(ceremony: Ceremony): void {
    ceremony.isOver = true;
    this.#ceremonies.delete(ceremony.id);
  }
}
