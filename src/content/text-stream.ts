import { shadowRootOf } from './shadow-root.ts';

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
}

const TEXTUAL = new Set(['text', 'tel', 'number', 'password', 'email', 'search', 'url']);
const SILENT = new Set([
  'SCRIPT',
  'STYLE',
  'NOSCRIPT',
  'TEMPLATE',
  'SELECT',
  'TEXTAREA',
  'HEAD',
  'OBJECT',
  'IFRAME',
]);
const HEADING = /^(?:H[1-6]|LEGEND)$/;
const BUTTON = /^(?:submit|button)$/;

// Chromium's parser stops nesting at 512; a page that nests deeper by script is not worth reading further.
const MAX_DEPTH = 512;
const MAX_FIELDS = 400;
const MAX_PIECES = 20_000;

/** Reads a document once, in the order it is shown (flat tree: shadow roots and slots included). */
export function readTextStream(document: Document): TextStream {
  const walk = new Walk();
  if (document.body) walk.element(document.body, 0);
  return walk;
}

class Walk implements TextStream {
  readonly pieces: Piece[] = [];
  readonly fields: Placed[] = [];
  readonly ranges = new Map<Element, readonly [number, number]>();
  readonly pictures: string[] = [];
  readonly #open: Element[] = [];
  #headings = 0;

  element(element: Element, depth: number): void {
    if (SILENT.has(element.tagName) || depth > MAX_DEPTH || this.pieces.length > MAX_PIECES) return;
    if (element.localName === 'input') return this.#input(element as HTMLInputElement);
    if (element.localName === 'img' || element.localName === 'canvas' || element.localName === 'svg')
      return this.#picture(element);
    const start = this.pieces.length;
    const fieldsBefore = this.fields.length;
    const heading = HEADING.test(element.tagName) || element.getAttribute('role') === 'heading' ? 1 : 0;
    this.#headings += heading;
    this.#open.push(element);
    this.#children(element, depth);
    this.#open.pop();
    this.#headings -= heading;
    if (this.fields.length > fieldsBefore) this.ranges.set(element, [start, this.pieces.length]);
  }

  #children(element: Element, depth: number): void {
    const assigned = element.localName === 'slot' ? (element as HTMLSlotElement).assignedNodes() : [];
    if (assigned.length > 0) {
      for (const node of assigned) this.#node(node, element, depth);
      return;
    }
    const host = shadowRootOf(element) ?? element;
    for (let node = host.firstChild; node; node = node.nextSibling) this.#node(node, element, depth);
  }

  #node(node: Node, parent: Element, depth: number): void {
    if (node.nodeType === 1) this.element(node as Element, depth + 1);
    else if (node.nodeType === 3) this.#text((node as Text).data, parent);
  }

  #text(raw: string, owner: Element): void {
    const text = raw.trim();
    if (text === '') return;
    this.pieces.push({ text, owner, isHeading: this.#headings > 0 });
  }

  #input(input: HTMLInputElement): void {
    if (TEXTUAL.has(input.type)) {
      if (this.fields.length >= MAX_FIELDS) return;
      this.fields.push({ input, at: this.pieces.length, ancestors: this.#open.toReversed() });
    } else if (BUTTON.test(input.type) && input.value) {
      this.pieces.push({ text: input.value, owner: input, isHeading: false });
    }
  }

  #picture(element: Element): void {
    const alt = element.getAttribute('alt') ?? element.getAttribute('aria-label') ?? '';
    if (alt) this.pieces.push({ text: alt, owner: element, isHeading: false });
    const source = (element.getAttribute('src') ?? '').slice(0, 300);
    const file = source.startsWith('data:') ? '' : (source.split(/[?#]/, 1)[0]?.split('/').pop() ?? '');
    if (this.pictures.length < 100)
      this.pictures.push(`${alt} ${element.id} ${element.getAttribute('class') ?? ''} ${file}`);
  }
}
