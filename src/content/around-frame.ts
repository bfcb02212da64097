// A frame that says next to nothing is explained by the page around it: widgets put a code field into a frame, and the
// sentence about it stays outside.
import { MANNERS } from './manners.ts';
import { OWN_ORIGIN } from './own-origin.ts';
import type { Piece } from './text-stream.ts';

/** A label and buttons: "Code", "Verify", "Send again". A sentence is longer, and the frame then stands for itself. */
const MAX_OWN_LETTERS = 24;
const MAX_LETTERS = 500;
/** A fraction of a millisecond, in deep pages one or two. */
const MAX_NODES = 200;

/** The element of the page that holds this document, where that is the page's own and says next to nothing; null otherwise. */
export function frameToExplain(document: Document): Element | null {
  const { frameElement } = document.defaultView ?? {};
  // By `document.domain` pages of two origins see each other too.
  if (frameElement?.ownerDocument.defaultView?.origin !== OWN_ORIGIN) return null;
  return document.body.innerText.length > MAX_OWN_LETTERS ? null : frameElement;
}

/** The text next to an element that is shown, up to some sentences of it, the nearest first. */
export function piecesFrom(element: Element, step: 'previousNode' | 'nextNode'): readonly Piece[] {
  const walker = element.ownerDocument.createTreeWalker(element.getRootNode(), NodeFilter.SHOW_TEXT);
  walker.currentNode = element;
  const pieces: Piece[] = [];
  let letters = 0;
  for (let nodes = 0; nodes < MAX_NODES && letters < MAX_LETTERS; nodes += 1) {
    const node = walker[step]() as Text | null;
    const owner = node?.parentElement;
    if (!owner) break;
    const text = node.data.trim();
    if (text === '' || !owner.checkVisibility({ visibilityProperty: true })) continue;
    const manner = mannerOf(owner);
    if (manner === 'skip') continue;
    letters += text.length;
    pieces.push({ text, owner, isHeading: manner === 'heading' });
  }
  return pieces;
}

function mannerOf(owner: Element): 'skip' | 'heading' | undefined {
  for (let element: Element | null = owner; element !== null; element = element.parentElement) {
    const manner = MANNERS.get(element.localName);
    if (manner === 'skip' || manner === 'heading') return manner;
    if (element.role === 'heading') return 'heading';
  }
  return undefined;
}
