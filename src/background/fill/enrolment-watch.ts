// On a site that the user allowed: whether its page shows the code of an account that is not kept yet. It is said over
// the icon; the popup offers it, with the code read again there. Nothing is kept here.
import { readQrText } from '../../core/key-uri/read-qr-text.ts';
import type { ContentSender } from '../../messaging/router.ts';
import type { AccountsService } from '../accounts/accounts-service.ts';
import type { ReadPage } from './page-reading.ts';

export interface EnrolmentWatchParts {
  readonly accounts: Pick<AccountsService, 'preview'>;
  /** The texts of the accounts in the pictures of the page, as its owner would see them. */
  readonly textsIn: (tabId: number) => Promise<readonly string[]>;
  readonly addressOf: (tabId: number) => Promise<string | null>;
  readonly show: (tabId: number) => Promise<void>;
  readonly later: (work: () => void, ms: number) => void;
}

/** Pages draw their code a moment after their form. A page that changes all the time is not looked at all the time. */
const PAUSE_MS = 600;
const MOST_LOOKS = 12;

/** The address of a page that shows only the code, and asks for a confirmation on the next one. */
const SET_UP =
  /2fa|mfa|otp|two-?(?:factor|step)|multi-?factor|authenticat|second-?factor|enrol|security|verif/i;

interface Watched {
  readonly documentId: string | undefined;
  looks: number;
  isWaiting: boolean;
}

export class EnrolmentWatch {
  readonly #parts: EnrolmentWatchParts;
  /** By tab. Lost with the worker: then a document is looked at once more. */
  readonly #watched = new Map<number, Watched>();

  constructor(parts: EnrolmentWatchParts) {
    this.#parts = parts;
  }

  /** A page said what it shows: it is looked at soon, once for several reports. */
  async follow(read: ReadPage, { tabId, frameId, documentId }: ContentSender): Promise<void> {
    if (frameId !== 0 || !(await this.#mayEnrol(read, tabId))) return;
    const before = this.#watched.get(tabId);
    const isSame = before !== undefined && before.documentId === documentId;
    const watched = isSame ? before : { documentId, looks: 0, isWaiting: false };
    this.#watched.set(tabId, watched);
    if (watched.isWaiting || watched.looks >= MOST_LOOKS) return;
    watched.isWaiting = true;
    watched.looks += 1;
    this.#parts.later(() => {
      watched.isWaiting = false;
      void this.#look(tabId);
    }, PAUSE_MS);
  }

  async #mayEnrol({ page, roles, target }: ReadPage, tabId: number): Promise<boolean> {
    if (page === 'enrolment' || roles.includes('enrolment-confirmation')) return true;
    if (target !== undefined || page !== 'none') return false;
    const address = await this.#parts.addressOf(tabId);
    return address !== null && URL.canParse(address) && SET_UP.test(new URL(address).pathname);
  }

  async #look(tabId: number): Promise<void> {
    const texts = await this.#parts.textsIn(tabId);
    const accounts = texts.flatMap((text) => {
      const read = readQrText(text);
      if (!read.ok || read.value.kind !== 'account') return [];
      const { account } = read.value;
      return [{ ...account, sites: [], unknownParameters: [] }];
    });
    if (accounts.length === 0) return;
    // While locked it is not known what is kept; then nothing is said.
    const previews = await this.#parts.accounts.preview(accounts).catch(() => []);
    if (previews.some(({ kind }) => kind !== 'same')) await this.#parts.show(tabId);
  }
}
