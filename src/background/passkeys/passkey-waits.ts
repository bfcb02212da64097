// Pages that wait for a passkey (conditional mediation): who of ours may answer them, and the user's pick. The browser's own
// passkeys are offered at the same time, by the browser. A page may wait for hours, so nothing of it is in the worker: the
// bridge in the page knows whether it still waits, and `storage.session` what it asked.
import * as v from 'valibot';
import { encodeHex } from '../../core/bytes/hex.ts';
import type { Clock, Random } from '../../core/vault/outside.ts';
import type { PasskeyEntry } from '../../core/vault/vault-index.ts';
import type { ContentCommand } from '../../messaging/content-protocol.ts';
import { RequestFailure } from '../../messaging/failure.ts';
import type { PasskeyOfferView } from '../../messaging/offer-protocol.ts';
import type { GetAsk, PasskeyCommand, PasskeyWaiting } from '../../messaging/passkey-protocol.ts';
import type { ContentSender, OfferSender } from '../../messaging/router.ts';
import { readAsk } from './passkey-asks.ts';
import type { PasskeyService } from './passkey-service.ts';
import { ReportRate } from '../fill/report-rate.ts';

export interface PasskeyWaitsParts {
  readonly service: Pick<PasskeyService, 'accept' | 'offered' | 'pick' | 'decline'>;
  /** Kept while the worker is stopped, and no longer than the browser runs. */
  readonly store: { read(): Promise<unknown>; write(waits: unknown): Promise<void> };
  /** Whether the user wants offers in pages of this origin. */
  readonly offersOn: (origin: string) => Promise<boolean>;
  /** To the document at the top of the tab; answers undefined where there is none that listens. */
  readonly tell: (
    tabId: number,
    documentId: string | undefined,
    command: PasskeyCommand | ContentCommand,
  ) => Promise<unknown>;
  /** Puts the script into the document that stands beside its field. */
  readonly putOffer: (tabId: number, documentId: string | undefined) => Promise<void>;
  readonly random: Random;
  readonly clock: Clock;
}

interface Wait {
  readonly id: string;
  readonly tabId: number;
  readonly documentId: string | undefined;
  readonly origin: string;
  readonly rpId: string;
  readonly ask: GetAsk;
}

const NATIVE = { kind: 'native' } as const;
/** More rows than this are scrolled to. */
const MOST_ROWS = 4;
/** A page that is left without a word is forgotten in favour of newer ones. */
const MOST_WAITS = 32;
const MOST_CHARACTERS = 16_384;

const waitsSchema = v.array(
  v.object({
    id: v.string(),
    tabId: v.number(),
    documentId: v.optional(v.string()),
    origin: v.string(),
    rpId: v.string(),
    ask: v.unknown(),
  }),
);

export class PasskeyWaits {
  readonly #parts: PasskeyWaitsParts;
  /** Each wait is written and brings a script into the page. */
  readonly #rate: ReportRate;
  #changing: Promise<unknown> = Promise.resolve();

  constructor(parts: PasskeyWaitsParts) {
    this.#parts = parts;
    this.#rate = new ReportRate(parts.clock);
  }

  /** `native` where nothing of ours can answer: then only the browser offers. */
  async wait(given: unknown, sender: ContentSender): Promise<PasskeyWaiting> {
    if (!this.#rate.take(sender)) return NATIVE;
    const accepted = await this.#parts.service.accept(given, sender);
    if (accepted?.ask.type !== 'get' || JSON.stringify(accepted.ask).length > MOST_CHARACTERS) return NATIVE;
    const { tabId, documentId, origin } = sender;
    const { rpId, ask } = accepted;
    const id = encodeHex(this.#parts.random.bytes(16));
    const wait: Wait = { id, tabId, documentId, origin, rpId, ask };
    await this.#change((waits) => [...waits.filter((one) => one.tabId !== tabId), wait].slice(-MOST_WAITS));
    await this.#parts.putOffer(tabId, documentId);
    return { kind: 'waiting', id };
  }

  async stop({ tabId, documentId }: ContentSender): Promise<null> {
    await this.#change((waits) =>
      waits.filter((one) => one.tabId !== tabId || one.documentId !== documentId),
    );
    await this.#parts.tell(tabId, documentId, { do: 'close-passkey-offer' });
    return null;
  }

  /** How many rows the offer in this document has; null for none. */
  async rows(sender: ContentSender): Promise<number | null> {
    const wait = await this.#waitIn(sender.tabId, sender.origin);
    if (wait === undefined || sender.frameId !== 0 || wait.documentId !== sender.documentId) return null;
    if (!(await this.#parts.offersOn(sender.origin)) || !(await this.#isWaiting(wait))) return null;
    const offered = await this.#parts.service.offered(wait);
    if (offered === 'locked') return 1;
    return offered.length === 0 ? null : Math.min(MOST_ROWS, offered.length);
  }

  /** The frame is shown once its page has asked, and there is something to show. */
  async open({ tabId, topOrigin }: OfferSender): Promise<PasskeyOfferView> {
    const wait = await this.#waitIn(tabId, topOrigin);
    const offered = wait === undefined ? [] : await this.#parts.service.offered(wait);
    const isEmpty = offered !== 'locked' && offered.length === 0;
    const command = isEmpty ? 'close-passkey-offer' : 'show-passkey-offer';
    await this.#parts.tell(tabId, wait?.documentId, { do: command });
    if (offered === 'locked') return { state: 'locked' };
    return { state: 'ready', passkeys: offered.map(({ id, passkey }) => ({ id, name: nameOf(passkey) })) };
  }

  /** The ids of those by which the page in this tab would be signed in. */
  async idsFor(tabId: number, origin: string): Promise<readonly string[]> {
    const wait = await this.#waitIn(tabId, origin);
    if (wait === undefined || !(await this.#isWaiting(wait))) return [];
    const offered = await this.#parts.service.offered(wait);
    return offered === 'locked' ? [] : offered.map(({ id }) => id);
  }

  /**
   * A click in an interface of ours, for the page of this origin. Where the page has changed meanwhile, `not-found`.
   * `passkeyId` is null where the vault is to be unlocked first.
   */
  async pick(tabId: number, origin: string, passkeyId: string | null): Promise<null> {
    const wait = await this.#waitIn(tabId, origin);
    if (wait === undefined || !(await this.#isWaiting(wait))) throw new RequestFailure('not-found');
    const id = await this.#parts.service.pick(wait, passkeyId);
    // What the page gets goes to the document that asked, when that fetches it.
    const { documentId, id: waitId } = wait;
    const told = await this.#parts.tell(tabId, documentId, { do: 'passkeys-picked', waitId, id });
    // Given up in this very moment: nobody is to be asked for it.
    if (told !== true) await this.#parts.service.decline(id, 'nowhere').catch(() => undefined);
    await this.#parts.tell(tabId, documentId, { do: 'close-passkey-offer' });
    return null;
  }

  async #isWaiting({ tabId, documentId, id }: Wait): Promise<boolean> {
    return (await this.#parts.tell(tabId, documentId, { do: 'passkeys-waiting', waitId: id })) === true;
  }

  async #waitIn(tabId: number, origin: string): Promise<Wait | undefined> {
    const waits = await this.#read();
    return waits.find((one) => one.tabId === tabId && one.origin === origin);
  }

  async #read(): Promise<readonly Wait[]> {
    const read = v.safeParse(waitsSchema, await this.#parts.store.read());
    const waits = read.success ? read.output : [];
    return waits.flatMap(({ ask: kept, documentId, ...rest }) => {
      const ask = readAsk(kept);
      return ask?.type === 'get' ? [{ ...rest, documentId, ask }] : [];
    });
  }

  /** One after another: two tabs at once keep both. */
  #change(change: (waits: readonly Wait[]) => readonly Wait[]): Promise<void> {
    const result = this.#changing.then(async () => this.#parts.store.write(change(await this.#read())));
    this.#changing = result.catch(() => undefined);
    return result;
  }
}

function nameOf({ userName, displayName, rpId }: PasskeyEntry['passkey']): string {
  return userName || displayName || rpId;
}
