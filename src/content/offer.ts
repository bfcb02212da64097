// When the offer stands beside a field, and when it goes: of codes, or of passkeys where the page waits for one.
import type { OfferInvitation } from '../messaging/content-protocol.ts';
import type { DescribedPage } from './describe-page.ts';
import { OfferFrame, type OfferKind } from './offer-frame.ts';

type Fields = Pick<DescribedPage, 'elements'>;

/** At most one offer of a kind in a document. */
export class Offer {
  readonly #kind: OfferKind;
  #frame: OfferFrame | undefined;
  #field: HTMLInputElement | undefined;
  #listening = new AbortController();
  /** The user has sent it away, or the page has changed it: this document gets no other. */
  #isOver = false;

  constructor(kind: OfferKind) {
    this.#kind = kind;
  }

  /** The user is in it. */
  get hasFocus(): boolean {
    return this.#frame?.hasFocus === true;
  }

  /** What the background answered to the report of this page. */
  show(invitation: OfferInvitation | null, { elements }: Fields): void {
    const field = invitation ? elements[invitation.fields[0] ?? -1] : undefined;
    if (invitation === null || field === undefined) return this.close();
    // A code is in the field already; a name in it says nothing about who signs in.
    if (this.#kind === 'codes' && field.value !== '') return this.close();
    if (this.#isOver || (field === this.#field && this.#frame?.isConnected === true)) return;
    this.close();
    const frame = new OfferFrame(field, { kind: this.#kind, rows: invitation.rows }, () => this.end());
    if (!frame.isIntact()) return frame.remove();
    this.#frame = frame;
    this.#field = field;
    this.#listen(field);
  }

  /** The frame's page has been answered: now there is something to see. */
  ready(): void {
    if (this.#field && this.#frame) this.#frame.ready(this.#field);
  }

  /** Called as the page changes. */
  check({ elements }: Fields): void {
    if (this.#field === undefined) return;
    const isThere =
      elements.includes(this.#field) && this.#field.checkVisibility({ visibilityProperty: true });
    if (!isThere || this.#frame?.isConnected !== true) return this.close();
    if (!this.#frame.isIntact()) return this.end();
    this.#frame.placeAt(this.#field);
  }

  close(): void {
    this.#listening.abort();
    this.#frame?.remove();
    this.#frame = undefined;
    this.#field = undefined;
  }

  /** Not again on this page. */
  end(): void {
    this.#isOver = true;
    this.close();
  }

  #listen(field: HTMLInputElement): void {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    let isScheduled = false;
    const follow = () => {
      if (isScheduled) return;
      isScheduled = true;
      requestAnimationFrame(() => {
        isScheduled = false;
        if (!signal.aborted) this.#frame?.placeAt(field);
      });
    };
    const passive = { capture: true, passive: true, signal } as const;
    addEventListener('scroll', follow, passive);
    addEventListener('resize', follow, passive);
    const sizes = new ResizeObserver(follow);
    for (const element of [field, document.documentElement]) sizes.observe(element);
    signal.addEventListener('abort', () => sizes.disconnect());
    // Filled, by us or by hand.
    field.addEventListener('input', () => field.value !== '' && this.close(), { signal });
    addEventListener('keydown', (event) => this.#onKey(event, field), { capture: true, signal });
  }

  #onKey(event: KeyboardEvent, field: HTMLInputElement): void {
    if (!event.isTrusted) return;
    if (event.key === 'Escape') this.end();
    // As a list that belongs to a field is entered.
    if (event.key === 'ArrowDown' && event.altKey && event.composedPath()[0] === field) {
      event.preventDefault();
      this.#frame?.focus();
    }
  }
}

/** Only a browser that says whether a frame is really visible can protect the offer's button. */
export function canOffer(): boolean {
  return 'isVisible' in IntersectionObserverEntry.prototype && 'popover' in HTMLElement.prototype;
}
