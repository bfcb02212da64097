// The frame of the offer: our own page, in a closed shadow root, in the top layer. What it looks like and whether it may
// be clicked is its own affair; here it is only placed, watched and taken away.
import { runtime } from './runtime.ts';

const WIDTH = 340;
const ROW_HEIGHT = 44;
const FOOT_HEIGHT = 30;
const GAP = 6;
/** Where it has moved it is out of sight until it has stood still: nobody can slide it under a click. */
const STILL_MS = 200;

export type OfferKind = 'codes' | 'passkeys';

/** Effects that would make it look like something else, or like nothing. */
const PLAIN = { opacity: '1', filter: 'none', clipPath: 'none', maskImage: 'none', mixBlendMode: 'normal' };

export class OfferFrame {
  readonly #host: HTMLElement;
  readonly #frame: HTMLIFrameElement;
  readonly #mount: Element;
  readonly #kind: OfferKind;
  readonly #height: number;
  readonly #watcher: MutationObserver;
  #style = '';
  #place = '';
  #isReady = false;
  #stillTimer = 0;

  /** `onTampered` is called once, after the frame was taken away because the page had changed it. */
  constructor(
    field: HTMLInputElement,
    { kind, rows }: { readonly kind: OfferKind; readonly rows: number },
    onTampered: () => void,
  ) {
    this.#kind = kind;
    this.#height = rows * ROW_HEIGHT + FOOT_HEIGHT;
    this.#mount = mountFor(field);
    this.#host = document.createElement(randomName());
    this.#frame = document.createElement('iframe');
    this.#frame.src = runtime.getURL(`src/offer/index.html${kind === 'passkeys' ? '#passkeys' : ''}`);
    this.#frame.title = 'Tallystick';
    for (const [name, value] of [
      ['all', 'initial'],
      ['display', 'block'],
      ['border', '0'],
      ['width', '100%'],
      ['height', '100%'],
    ] as const)
      this.#frame.style.setProperty(name, value, 'important');
    this.#host.attachShadow({ mode: 'closed' }).append(this.#frame);
    this.#host.popover = 'manual';
    this.#dress('0px', '0px');
    this.#watcher = new MutationObserver(() => {
      if (this.isIntact()) return;
      this.remove();
      onTampered();
    });
    this.#mount.append(this.#host);
    this.#host.showPopover();
    this.#watcher.observe(this.#host, { attributes: true, childList: true });
    for (const page of [document.documentElement, document.body])
      this.#watcher.observe(page, { attributes: true, attributeFilter: ['style', 'class'] });
    this.#host.addEventListener('toggle', () => {
      if (!this.#host.isConnected || this.#host.matches(':popover-open')) return;
      this.remove();
      onTampered();
    });
  }

  get hasFocus(): boolean {
    return this.#host.matches(':focus-within') || document.activeElement === this.#host;
  }

  get isConnected(): boolean {
    return this.#host.isConnected;
  }

  /** As we made it, and on a page that shows itself plainly. */
  isIntact(): boolean {
    return (
      this.#host.parentNode === this.#mount &&
      this.#host.attributes.length === 2 &&
      this.#host.getAttribute('style') === this.#style &&
      this.#host.childNodes.length === 0 &&
      [document.documentElement, document.body, this.#host].every(isPlain)
    );
  }

  /** Its page is there and has something to say. */
  ready(field: HTMLInputElement): void {
    this.#isReady = true;
    this.#place = '';
    this.placeAt(field);
  }

  /** Hidden while the field is out of sight. */
  placeAt(field: HTMLInputElement): void {
    if (!this.#isReady) return;
    const box = field.getBoundingClientRect();
    const { clientWidth: width, clientHeight: height } = document.documentElement;
    const isSeen = box.bottom > 0 && box.top < height && box.right > 0 && box.left < width && box.width > 0;
    const { left, top } = this.#kind === 'passkeys' ? this.#aside(box) : this.#under(box);
    const place = isSeen ? `${Math.round(left)}px,${Math.round(top)}px` : 'out of sight';
    if (place === this.#place) return;
    this.#place = place;
    clearTimeout(this.#stillTimer);
    this.#dress(`${Math.round(left)}px`, `${Math.round(top)}px`);
    if (isSeen)
      this.#stillTimer = setTimeout(
        () => this.#dress(`${Math.round(left)}px`, `${Math.round(top)}px`, 'visible'),
        STILL_MS,
      ) as unknown as number;
  }

  /** Below the field, or above it where there is no room. */
  #under(box: DOMRect): { readonly left: number; readonly top: number } {
    const { clientWidth: width, clientHeight: height } = document.documentElement;
    const below = box.bottom + GAP;
    const top = below + this.#height <= height ? below : Math.max(0, box.top - GAP - this.#height);
    return { left: Math.max(0, Math.min(box.left, width - WIDTH - GAP)), top };
  }

  /** Where the browser opens no list of its own, and the next field is not covered: to the right, or above. */
  #aside(box: DOMRect): { readonly left: number; readonly top: number } {
    const { clientWidth: width, clientHeight: height } = document.documentElement;
    const right = box.right + GAP;
    if (right + WIDTH <= width) return { left: right, top: Math.min(box.top, height - this.#height) };
    const above = box.top - GAP - this.#height;
    return above < 0 ? this.#under(box) : { left: this.#under(box).left, top: above };
  }

  focus(): void {
    this.#frame.focus();
  }

  remove(): void {
    this.#watcher.disconnect();
    clearTimeout(this.#stillTimer);
    this.#host.remove();
  }

  /** Marked important and in the element itself: no style sheet, layer or animation of the page comes before it. */
  #dress(left: string, top: string, visibility = 'hidden'): void {
    const { style } = this.#host;
    for (const [name, value] of [
      ['all', 'initial'],
      ['display', 'block'],
      ['position', 'fixed'],
      ['inset', 'auto'],
      ['left', left],
      ['top', top],
      ['width', `${WIDTH}px`],
      ['height', `${this.#height}px`],
      ['margin', '0'],
      ['border', '0'],
      ['padding', '0'],
      ['visibility', visibility],
    ] as const)
      style.setProperty(name, value, 'important');
    this.#style = this.#host.getAttribute('style') ?? '';
  }
}

function isPlain(element: Element): boolean {
  const style = getComputedStyle(element);
  return Object.entries(PLAIN).every(([name, value]) => style[name as keyof typeof PLAIN] === value);
}

/** A popover outside of an open modal dialog cannot be clicked: within it, then. */
function mountFor(field: HTMLInputElement): Element {
  for (let at: Node | null = field; at; at = at instanceof ShadowRoot ? at.host : at.parentNode)
    if (at instanceof HTMLDialogElement && at.matches(':modal')) return at;
  return document.body;
}

/** Another one each time: pages and other extensions cannot look for it by name. */
function randomName(): string {
  const letters = Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) =>
    String.fromCharCode(97 + (byte % 26)),
  );
  return `${letters.slice(0, 6).join('')}-${letters.slice(6).join('')}`;
}
