// A frame that says nothing of its own is explained by the page around it: widgets put a code field into a frame, and the
// sentence about it stays outside.
import type { Piece } from './text-stream.ts';

const MAX_LETTERS = 500;
const MAX_NODES = 500;
const HEADINGS = 'h1,h2,h3,h4,h5,h6,legend,[role=heading]';
const UNREAD = 'script,style,noscript,select,textarea,object,iframe';

/** The element that holds this document, where its own words are to be read with those of the page: null at the top. */
export function frameInPage(document: Document): Element | null {
  // Null for a frame of another origin too.
  const { frameElement } = document.defaultView ?? {};
  return frameElement && !document.querySelector(HEADINGS) ? frameElement : null;
}

/** The text next to an element, up to some sentences of it, the nearest first. */
export function piecesFrom(element: Element, step: 'previousNode' | 'nextNode'): readonly Piece[] {
  const walker = element.ownerDocument.createTreeWalker(element.ownerDocument, NodeFilter.SHOW_TEXT);
  walker.currentNode = element;
  const pieces: Piece[] = [];
  let letters = 0;
  for (let nodes = 0; nodes < MAX_NODES && letters < MAX_LETTERS; nodes += 1) {
    const node = walker[step]() as Text | null;
    const owner = node?.parentElement;
    if (!owner) break;
    const text = node.data.trim();
    if (text === '' || owner.closest(UNREAD)) continue;
    letters += text.length;
    pieces.push({ text, owner, isHeading: owner.closest(HEADINGS) !== null });
  }
  return pieces;
}
