// The text of a page as the recogniser of recovery sheets takes it: a line a block, columns apart by tabs, "# " before a
// heading, "~~" around what is struck through. Read once, after a click, and bounded whatever the page is.
import { HEADING, STRUCK } from '../core/recovery/sheet-cells.ts';

export interface PageText {
  readonly title: string;
  readonly text: string;
}

const MAX_NODES = 40_000;
const MAX_LENGTH = 150_000;
const MAX_TITLE = 300;
const MAX_DEPTH = 200;

const SKIPPED = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'svg',
  'iframe',
  'object',
  'head',
  'select',
]);
const HEADINGS = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'legend', 'caption']);
const INLINE_CODE = new Set(['code', 'kbd', 'samp', 'tt', 'button']);
/** Fields in which pages show what is to be copied; what somebody types elsewhere is not read. */
const SHOWING_TYPES = new Set(['text', '']);

export function readPageText(page: Document): PageText {
  const reader = new TextReader();
  if (page.body !== null) reader.node(page.body, { isStruck: false, isPre: false, depth: 0 });
  return { title: page.title.slice(0, MAX_TITLE), text: reader.text() };
}

interface Inherited {
  readonly isStruck: boolean;
  readonly isPre: boolean;
  readonly depth: number;
}

class TextReader {
  #text = '';
  #nodes = 0;

  text(): string {
    return this.#text
      .split('\n')
      .map((line) => line.replace(/ *\t[ \t]*/gu, '\t').trim())
      .join('\n')
      .replace(/\n{3,}/gu, '\n\n');
  }

  node(node: Node, inherited: Inherited): void {
    this.#nodes += 1;
    if (this.#nodes > MAX_NODES || this.#text.length > MAX_LENGTH || inherited.depth > MAX_DEPTH) return;
    if (node instanceof Text) this.#characters(node.data, inherited);
    else if (node instanceof HTMLElement) this.#element(node, inherited);
  }

  #characters(data: string, { isStruck, isPre }: Inherited): void {
    const text = isPre ? data : data.replace(/\s+/gu, ' ');
    if (text.trim() === '') return this.#add(text);
    if (!isStruck) return this.#add(text);
    return this.#add(text.replace(/[^\n]*\S[^\n]*/gu, (line) => `${STRUCK}${line.trim()}${STRUCK}`));
  }

  #element(element: HTMLElement, inherited: Inherited): void {
    if (SKIPPED.has(element.localName) || !isShown(element)) return;
    if (element instanceof HTMLInputElement) return this.#input(element);
    if (element instanceof HTMLTextAreaElement) return this.#add(`\n${element.value}\n`);
    if (element.localName === 'br' || element.localName === 'hr') return this.#add('\n');
    return this.#block(element, getComputedStyle(element), inherited);
  }

  #block(element: HTMLElement, style: CSSStyleDeclaration, inherited: Inherited): void {
    const isHeading = HEADINGS.has(element.localName) || element.getAttribute('role') === 'heading';
    const border = borderOf(element, style.display);
    // What two neighbours show side by side is no single word.
    const isBeside = border === '' && element.previousSibling instanceof Element;
    if (isBeside && /[\p{L}\p{N}]$/u.test(this.#text)) this.#add(' ');
    this.#add(isHeading ? `\n${HEADING}` : border);
    const inner: Inherited = {
      isStruck: inherited.isStruck || isStruckThrough(element, style),
      isPre: style.whiteSpace.startsWith('pre') || style.whiteSpace === 'break-spaces',
      depth: inherited.depth + 1,
    };
    for (const child of childrenOf(element)) this.node(child, inner);
    this.#add(isHeading ? '\n' : border);
  }

  #input(input: HTMLInputElement): void {
    const type = input.getAttribute('type')?.toLowerCase() ?? '';
    if (SHOWING_TYPES.has(type) && input.value !== '') this.#add(`\t${input.value}\t`);
  }

  #add(text: string): void {
    this.#text += text;
  }
}

function isShown(element: HTMLElement): boolean {
  return (
    element.checkVisibility({ visibilityProperty: true }) || getComputedStyle(element).display === 'contents'
  );
}

function borderOf({ localName }: HTMLElement, display: string): string {
  if (display === 'table-cell' || display.startsWith('inline-') || INLINE_CODE.has(localName)) return '\t';
  return display === 'inline' || display === 'contents' ? '' : '\n';
}

function isStruckThrough(element: HTMLElement, { textDecorationLine }: CSSStyleDeclaration): boolean {
  return textDecorationLine.includes('line-through') || element.classList.contains('used');
}

/** Of an open shadow root, what is in it; of a slot, what was put into it. */
function childrenOf(element: HTMLElement): readonly Node[] {
  if (element.shadowRoot !== null) return [...element.shadowRoot.childNodes];
  if (element instanceof HTMLSlotElement) {
    const assigned = element.assignedNodes({ flatten: true });
    if (assigned.length > 0) return assigned;
  }
  return [...element.childNodes];
}
