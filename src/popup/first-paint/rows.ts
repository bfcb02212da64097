// The first screen from the skeleton in the popup's page, equal to what list-view.tsx and account-row.tsx draw a moment
// later; tests compare what both show (first-paint.spec.ts) and say (account-row.test.ts). The skeleton is walked by its order: looking for each part takes longer than all the rest.
import type { CodeAnswer } from '../../messaging/page-responses.ts';
import type { FirstRow, FirstScreen, RowLooks } from '../../messaging/prepared-screen.ts';
import { isolatedCode } from '../../ui/code-text.ts';
import { LEVEL_CLASS } from '../../ui/codes-left.ts';
import { ringShape } from '../rows/ring-shape.ts';
import { HIDDEN_CODE, type ShownCode, shownCode } from '../rows/shown-code.ts';
import { layOut, type ListItem, visibleItems } from '../rows/virtual-rows.ts';

export interface Moment {
  /** The time that codes follow, in ms. */
  readonly now: number;
  readonly words: (key: string, ...substitutions: readonly string[]) => string;
}

/** The top bar and the list, still out of sight. */
export function drawFirst(screen: FirstScreen, moment: Moment): DocumentFragment {
  const skeleton = document.querySelector('#first-screen') as HTMLTemplateElement;
  const drawn = document.importNode(skeleton.content, true);
  const [bar, main, pin] = partsOf(drawn);
  const [search] = partsOf(bar);
  const [list] = partsOf(main);
  const [heading, row] = partsOf(list);
  pin.remove();
  search.setAttribute('placeholder', screen.hint);
  const layout = layOut(screen.first);
  const items = visibleItems(layout, 0, 0).map((item) => {
    const copy = copyOf(item.kind === 'heading' ? heading : row);
    if (item.kind === 'heading') fillHeading(copy, item, screen, moment);
    else fillRow(copy, item, { codes: screen.codes, pin, moment });
    return copy;
  });
  list.style.height = `${layout.height}px`;
  list.replaceChildren(...items);
  return drawn;
}

function fillHeading(
  heading: HTMLElement,
  { of, top }: ListItem<FirstRow> & { readonly kind: 'heading' },
  { origin }: FirstScreen,
  { words }: Moment,
): void {
  heading.style.top = `${top}px`;
  const [says] = partsOf(heading);
  // `displayHost` says the same of the address of a tab, and would be a tenth of this script.
  const host = () => new URL(origin ?? 'about:blank').host;
  says.textContent = of === 'site' ? words('onSite', host()) : words('otherAccounts');
}

interface RowParts {
  readonly codes: readonly CodeAnswer[];
  readonly pin: HTMLElement;
  readonly moment: Moment;
}

function fillRow(
  row: HTMLElement,
  { view: { looks, onThisSite, isHeldBack }, top }: ListItem<FirstRow> & { readonly kind: 'row' },
  { codes, pin, moment }: RowParts,
): void {
  const [main] = partsOf(row);
  const [monogram, title, subtitle, code, ring, note] = partsOf(main);
  const answer = codes.find(({ id }) => id === looks.id);
  const shown =
    answer?.kind === 'time' && !isHeldBack ? shownCode(answer, looks.period, moment.now) : undefined;
  main.setAttribute('data-account', looks.id);
  main.setAttribute('aria-label', looks.label);
  monogram.textContent = looks.monogram;
  title.textContent = looks.title;
  subtitle.textContent = looks.subtitle;
  if (answer?.kind === 'counter') row.className = 'row on-site counter';
  else if (onThisSite) row.className = 'row on-site';
  else if (looks.pinned) row.append(copyOf(pin));
  const left = fillCode(code, ring, shown);
  // In one text: each change to a style by itself costs as much as all of them.
  row.style.cssText = `top: ${top}px; --tile: ${looks.tile}; ${left}`;
  if (isHeldBack) {
    code.textContent = HIDDEN_CODE;
    note.remove();
  } else fillNote(note, looks, shown, moment);
}

/** The style that says how much is left. */
function fillCode(code: HTMLElement, ring: HTMLElement, shown: ShownCode | undefined): string {
  if (shown === undefined) {
    ring.remove();
    return '';
  }
  const { style, number } = ringShape(shown);
  code.textContent = shown.text;
  if (number !== undefined) ring.lastElementChild?.append(String(number));
  if (shown.isEnding) for (const part of [code, ring]) part.classList.add('is-ending');
  return style;
}

function fillNote(note: HTMLElement, looks: RowLooks, shown: ShownCode | undefined, { words }: Moment): void {
  const isNext = shown?.isEnding === true && shown.next !== '';
  note.className = isNext ? 'row-note is-next' : LEVEL_CLASS[looks.level];
  note.textContent = isNext ? words('nextCode', isolatedCode(shown.next)) : looks.note;
}

function copyOf(element: HTMLElement): HTMLElement {
  return element.cloneNode(true) as HTMLElement;
}

type Parts = readonly [HTMLElement, HTMLElement, HTMLElement, HTMLElement, HTMLElement, HTMLElement];

/** The elements within, in their order; nobody takes more than the skeleton has. */
function partsOf(within: ParentNode): Parts {
  return [...within.children] as unknown as Parts;
}
