import { frameToExplain, piecesFrom } from './around-frame.ts';
import { FarText, isLarge } from './far-text.ts';
import { MANNERS } from './manners.ts';
import { hasShadowRoots, shadowRootOf } from './shadow-root.ts';

/** One run of text in reading order. */
export interface Piece {
  readonly text: string;
  readonly owner: Element;
  readonly isHeading: boolean;
}

/** A field and the number of pieces read before it. */
export interface Placed {
  readonly input: HTMLInputElement;
  readonly at: number;
  /** Composed ancestors, innermost first. */
  readonly ancestors: readonly Element[];
}

export interface TextStream {
  readonly pieces: readonly Piece[];
  readonly fields: readonly Placed[];
  /** For every ancestor of a field: the first piece inside it and the first one after it. */
  readonly ranges: ReadonlyMap<Element, readonly [number, number]>;
  readonly pictures: readonly string[];
  /** The page around a frame that it explains. */
  readonly around: Document | undefined;
}

const TEXTUAL = new Set(['text', 'tel', 'number', 'password', 'email', 'search', 'url']);
const BUTTON = /^(?:submit|button)$/;

// Chromium's parser stops nesting at 512; a page that nests deeper by script is not worth reading further.
const MAX_DEPTH = 512;
const MAX_FIELDS = 400;
const MAX_PIECES = 20_000;

/** Read of a page, and after its last field: twice what is told of it, since some of it may be hidden. */
const MAX_LETTERS = 8000;
const TAIL_LETTERS = 3000;
const MAX_PICTURES = 100;

/** A fraction of a millisecond. */
const NODES_A_STEP = 100;
/** A page that grows while it is read ends here. */
const MAX_NODES = 500_000;
/**
 * Reads a document once, in the order it is shown (flat tree: shadow roots and slots included). Yields between short steps;
 * what the page changes meanwhile may be read or not. A frame that says next to nothing has the words of the page
 * around it before and after its own.
 */
export function* readingTextStream(document: Document): Generator<undefined, TextStream> {
  const inputs = [...document.querySelectorAll('input')];
  const hasShadows = hasShadowRoots(document);
  yield;
  const walk = new Walk(
    new Set(document.querySelectorAll('[role=heading]')),
    hasShadows ? undefined : inputs.at(-1),
    () => (hasShadows || !isLarge(document) ? undefined : new FarText(document, inputs)),
  );
  // Text is read only for the sake of fields, and most pages have none that could be typed into.
  const isRead = document.body && (hasShadows || inputs.some(mayBeTypedInto));
  if (isRead && !hasShadows) walk.explain(frameToExplain(document));
  if (isRead) walk.enter(document.body);
  while (!walk.advance(NODES_A_STEP)) yield;
  walk.explainMore();
  if (walk.isCut || walk.hasPassedOver)
    for (const picture of document.querySelectorAll('img,canvas,svg')) walk.picture(picture);
  return walk;
}

/** Asked before anything is read: a page whose inputs are all put away, or no text fields, costs one question each. */
function mayBeTypedInto(input: HTMLInputElement): boolean {
  return TEXTUAL.has(input.type) && input.checkVisibility({ visibilityProperty: true });
}

/** An element whose children are being read. */
interface Open {
  readonly element: Element;
  readonly isHeading: boolean;
  /** The pieces and fields read before it. */
  readonly start: number;
  readonly fieldsBefore: number;
  /** The letters read before it. */
  readonly lettersBefore: number;
  /** What was put into a slot. */
  readonly assigned: Iterator<Node> | undefined;
  /** The child that is read next, where nothing was. */
  next: Node | null;
}

class Walk implements TextStream {
  readonly pieces: Piece[] = [];
  readonly fields: Placed[] = [];
  readonly ranges = new Map<Element, readonly [number, number]>();
  readonly pictures: string[] = [];
  readonly #seenPictures = new Set<Element>();
  #frame: Element | null = null;
  readonly #open: Open[] = [];
  readonly #namedHeadings: ReadonlySet<Element>;
  /** The last field of a page without shadow roots; in others there may be one anywhere. */
  readonly #last: HTMLInputElement | undefined;
  #isPastLast = false;
  #letters = 0;
  #tail = 0;
  #headings = 0;
  #nodes = 0;

  readonly #farOf: () => FarText | undefined;
  #far: FarText | undefined;
  #isFarAsked = false;
  /** The letters read before the last field, or before it was seen that there is nothing to pass over. */
  #lettersBefore = 0;
  hasPassedOver = false;

  constructor(
    namedHeadings: ReadonlySet<Element>,
    last: HTMLInputElement | undefined,
    /** Asked once, where much has been read; undefined where all of the page is read. */
    farOf: () => FarText | undefined,
  ) {
    this.#namedHeadings = namedHeadings;
    this.#last = last;
    this.#farOf = farOf;
  }

  /** The rest of the page is about no field. */
  get isCut(): boolean {
    return this.#tail > TAIL_LETTERS && this.#letters > MAX_LETTERS;
  }

  /** Reads so many nodes on; true once there is nothing left to read. */
  advance(nodes: number): boolean {
    for (let left = nodes; left > 0; left -= 1) {
      const open = this.#open.at(-1);
      if (open === undefined) return true;
      const isOver = this.#isOver();
      const far = isOver ? undefined : this.#whereFar();
      if (far !== undefined) {
        this.#passOver(far);
        continue;
      }
      const node = isOver ? null : nextIn(open);
      if (node === null) this.#leave(open);
      else this.#node(node, open.element);
    }
    return this.#open.length === 0;
  }

  /** Reads what stands before the frame that holds this document, */
  explain(frame: Element | null): void {
    this.#frame = frame;
    if (frame) this.pieces.push(...piecesFrom(frame, 'previousNode').toReversed());
  }

  /** and after it. */
  explainMore(): void {
    if (this.#frame) this.pieces.push(...piecesFrom(this.#frame, 'nextNode'));
  }

  get around(): Document | undefined {
    return this.#frame?.ownerDocument;
  }

  enter(element: Element): void {
    const manner = MANNERS.get(element.localName);
    if (manner === 'skip' || this.#open.length > MAX_DEPTH) return;
    if (manner === 'input') this.#input(element as HTMLInputElement);
    else if (manner === 'picture') this.#pictureWithWords(element);
    else this.#into(element, manner === 'heading' || this.#namedHeadings.has(element));
  }

  picture(element: Element): void {
    if (this.pictures.length >= MAX_PICTURES || this.#seenPictures.has(element)) return;
    this.#seenPictures.add(element);
    const source = (element.getAttribute('src') ?? '').slice(0, 300);
    const file = source.startsWith('data:') ? '' : (source.split(/[?#]/, 1)[0]?.split('/').pop() ?? '');
    this.pictures.push(
      `${altOf(element)} ${element.id} ${element.getAttribute('class') ?? ''} ${file}`.slice(0, 1000),
    );
  }

  #isOver(): boolean {
    return this.isCut || this.pieces.length > MAX_PIECES || this.#nodes > MAX_NODES;
  }

  /** From all that is told of the page's beginning, of the last field, and of each element around the next one. */
  #whereFar(): FarText | undefined {
    if (this.#letters < MAX_LETTERS || this.#letters - this.#lettersBefore < TAIL_LETTERS) return undefined;
    if (!this.#isFarAsked) this.#far = this.#farOf();
    this.#isFarAsked = true;
    const holder = this.#far && this.#open.findLast(({ element }) => this.#far?.isHolder(element));
    return holder && this.#letters - holder.lettersBefore >= TAIL_LETTERS ? this.#far : undefined;
  }

  /** Goes on just before the next field; what is open without holding one is left as it is. */
  #passOver(far: FarText): void {
    // Not asked again before so much more was read.
    this.#lettersBefore = this.#letters;
    const at = this.#open.findLastIndex(({ element }) => far.isHolder(element));
    const holder = this.#open[at];
    const from = this.#open.slice(Math.max(at, 0)).findLast(({ next }) => next !== null)?.next;
    const way = holder && from && far.wayOn(holder.element, from);
    if (!way) return;
    this.hasPassedOver = true;
    for (const open of this.#open.slice(at + 1).reverse()) this.#leave(open);
    holder.next = way[0] ?? null;
    for (const [index, node] of way.slice(1).entries()) {
      // The parent of a node on the way is on the way before it.
      const parent = way[index] as Element;
      const outer = this.#open.at(-1);
      if (outer) outer.next = parent.nextSibling;
      this.#start(parent, false);
      const inner = this.#open.at(-1);
      if (inner) inner.next = node;
    }
    const start = way.at(-1);
    const heading = start && far.headingBetween(from, start);
    if (heading) this.enter(heading);
  }

  /** Most elements hold a text and nothing else: they are read without being opened. */
  #readLeaf(element: Element, isHeading: boolean): boolean {
    const child = element.firstChild;
    if (child === null) return true;
    if (child.nodeType !== 3 || child.nextSibling !== null) return false;
    this.#nodes += 1;
    if (isHeading) this.#headings += 1;
    this.#text((child as Text).data, element);
    if (isHeading) this.#headings -= 1;
    return true;
  }

  #into(element: Element, isHeading: boolean): void {
    if (this.#last === undefined || !this.#readLeaf(element, isHeading)) this.#start(element, isHeading);
  }

  #start(element: Element, isHeading: boolean): void {
    const assigned = element.localName === 'slot' ? (element as HTMLSlotElement).assignedNodes() : [];
    const host = this.#last ? element : (shadowRootOf(element) ?? element);
    if (isHeading) this.#headings += 1;
    this.#open.push({
      element,
      isHeading,
      start: this.pieces.length,
      fieldsBefore: this.fields.length,
      lettersBefore: this.#letters,
      assigned: assigned.length > 0 ? assigned.values() : undefined,
      next: host.firstChild,
    });
  }

  #leave({ element, isHeading, start, fieldsBefore }: Open): void {
    this.#open.pop();
    if (isHeading) this.#headings -= 1;
    if (this.fields.length > fieldsBefore) this.ranges.set(element, [start, this.pieces.length]);
  }

  #node(node: Node, parent: Element): void {
    this.#nodes += 1;
    if (node.nodeType === 1) this.enter(node as Element);
    else if (node.nodeType === 3) this.#text((node as Text).data, parent);
  }

  #text(raw: string, owner: Element): void {
    const text = raw.trim();
    if (text === '') return;
    this.#letters += text.length;
    if (this.#isPastLast) this.#tail += text.length;
    this.pieces.push({ text, owner, isHeading: this.#headings > 0 });
  }

  #input(input: HTMLInputElement): void {
    if (input === this.#last) this.#isPastLast = true;
    this.#lettersBefore = this.#letters;
    if (TEXTUAL.has(input.type)) {
      if (this.fields.length >= MAX_FIELDS) return;
      const ancestors = this.#open.map(({ element }) => element).reverse();
      this.fields.push({ input, at: this.pieces.length, ancestors });
    } else if (BUTTON.test(input.type) && input.value) {
      this.pieces.push({ text: input.value, owner: input, isHeading: false });
    }
  }

  #pictureWithWords(element: Element): void {
    const alt = altOf(element);
    if (alt) this.pieces.push({ text: alt, owner: element, isHeading: false });
    this.picture(element);
  }
}

function nextIn(open: Open): Node | null {
  if (open.assigned) return open.assigned.next().value ?? null;
  const node = open.next;
  if (node) open.next = node.nextSibling;
  return node;
}

function altOf(element: Element): string {
  return element.getAttribute('alt') ?? element.getAttribute('aria-label') ?? '';
}
