// On a large page most of the text stands far from every field and is told to nobody. It is passed over without touching
// its nodes: which elements hold fields is known from the fields, and how much text an element has the browser says at once.

/** Passing over is worth its own cost only on pages of so many elements. */
const LARGE = 2000;
/** Read before a field: twice what is told of it, since some of it may be hidden. */
const NEAR_LETTERS = 3000;

/** One by one: a list of them costs the browser twice as much. */
const HEADINGS = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'legend', '[role=heading]'];
/** What holds words that nobody sees. */
const UNSEEN = 'script,style,noscript,template,select,textarea';

export class FarText {
  /** The elements around the fields, each with those of its children that hold fields, in order. */
  readonly #holders = new Map<Element, Element[]>();
  /** Of each kind, in order. */
  readonly #headings: readonly ArrayLike<Element>[];

  constructor(document: Document, fields: readonly Element[]) {
    for (const field of fields) this.#climb(field);
    this.#headings = HEADINGS.map((kind) => document.querySelectorAll(kind));
  }

  isHolder(element: Element): boolean {
    return this.#holders.has(element);
  }

  /**
   * Where reading goes on for the sake of the next field in `holder`, instead of at `from`: the way down to a node that
   * stands just before that field. Undefined where nothing can be passed over, empty where no field follows.
   */
  wayOn(holder: Element, from: Node): readonly Node[] | undefined {
    const field = this.#holders.get(holder)?.find((child) => child === from || isBefore(from, child));
    if (field === undefined) return [];
    if (field === from) return undefined;
    const way = wayTo(field);
    const start = way.at(-1);
    return start !== undefined && start !== from && isBefore(from, start) ? way : undefined;
  }

  /** The last heading that is passed over: it is above the fields that follow, however far. */
  headingBetween(from: Node, to: Node): Element | undefined {
    let last: Element | undefined;
    for (const headings of this.#headings) {
      const heading = lastBefore(headings, to);
      if (heading && (!last || isBefore(last, heading))) last = heading;
    }
    return last === from || (last && isBefore(from, last)) ? last : undefined;
  }

  #climb(field: Element): void {
    let child = field;
    for (let holder = field.parentElement; holder; holder = holder.parentElement) {
      const known = this.#holders.get(holder);
      if (known === undefined) this.#holders.set(holder, [child]);
      else if (known.at(-1) !== child) known.push(child);
      if (known !== undefined) return;
      child = holder;
    }
  }
}

export function isLarge(document: Document): boolean {
  return document.getElementsByTagName('*').length > LARGE;
}

/** Back from the field until enough text lies between; into what has more than that, or holds words that nobody sees. */
function wayTo(field: Element): readonly Node[] {
  const way: Node[] = [];
  let left = NEAR_LETTERS;
  let start: Node = field;
  let node = field.previousSibling;
  while (left > 0) {
    if (node === null) {
      const up = way.pop();
      if (up === undefined) break;
      start = up;
      node = up.previousSibling;
      continue;
    }
    start = node;
    const letters = lettersIn(node);
    if (node instanceof Element && node.firstChild && (letters > 2 * left || node.querySelector(UNSEEN))) {
      way.push(node);
      node = node.lastChild;
      continue;
    }
    left -= letters;
    if (left > 0) node = node.previousSibling;
  }
  return [...way, start];
}

function lettersIn(node: Node): number {
  const isRead = node.nodeType === 3 || (node instanceof Element && !node.matches(UNSEEN));
  return isRead ? (node.textContent ?? '').length : 0;
}

function lastBefore(elements: ArrayLike<Element>, to: Node): Element | undefined {
  for (let at = elements.length - 1; at >= 0; at -= 1) {
    const element = elements[at];
    if (element && isBefore(element, to)) return element;
  }
  return undefined;
}

/** In the order of the document; what is inside of a node comes after it. */
function isBefore(node: Node, other: Node): boolean {
  return (node.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}
