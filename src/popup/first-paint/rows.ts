// The first screen from the skeleton in the popup's page, equal to what list-view.tsx and account-row.tsx draw a moment
// later; a browser test compares the two.
import type { AccountView, CodeAnswer, PopupList } from '../../messaging/page-responses.ts';
import {
  isolatedCode,
  monogramOf,
  spokenNameOf,
  subtitleOf,
  tileColourOf,
  titleOf,
  visibleName,
} from '../../ui/account-name.ts';
import { codesLevel, LEVEL_CLASS } from '../../ui/codes-left.ts';
import { BAR, ringShape } from '../rows/ring-shape.ts';
import { HIDDEN_CODE, type ShownCode, shownCode } from '../rows/shown-code.ts';
import { layOut, type ListItem, visibleItems } from '../rows/virtual-rows.ts';

export type Words = (key: string, ...substitutions: readonly string[]) => string;

export interface FirstScreen {
  readonly list: PopupList;
  readonly now: number;
  readonly words: Words;
}

/** The top bar and the list, still out of sight. */
export function firstScreen({ list, now, words }: FirstScreen): DocumentFragment {
  const skeleton = (part(document, '#first-screen') as HTMLTemplateElement).content;
  const screen = document.importNode(skeleton, true);
  const placeholder = list.total === 1 ? words('searchOne') : words('search', String(list.total));
  part(screen, '.search').setAttribute('placeholder', placeholder);
  const [heading, row] = [part(screen, '.list-heading'), part(screen, '.row')];
  const layout = layOut(list.rows);
  const codes = new Map(list.codes.map((answer) => [answer.id, answer]));
  const items = visibleItems(layout, 0, 0).map((item) => {
    const drawn =
      item.kind === 'heading'
        ? headingOf(item, list, { heading, words })
        : rowOf(item.view, codes.get(item.view.id), { row, now, words });
    drawn.style.top = `${item.top}px`;
    return drawn;
  });
  const rows = part(screen, 'ul');
  rows.style.height = `${layout.height}px`;
  rows.replaceChildren(...items);
  return screen;
}

function headingOf(
  { of }: ListItem & { readonly kind: 'heading' },
  list: PopupList,
  { heading, words }: { readonly heading: HTMLElement; readonly words: Words },
): HTMLElement {
  const drawn = copyOf(heading);
  // `displayHost` says the same of the address of a tab, and would be a tenth of this script.
  const host = () => new URL(list.origin ?? 'about:blank').host;
  say(drawn, 'span', of === 'site' ? words('onSite', host()) : words('otherAccounts'));
  return drawn;
}

type Moment = Pick<FirstScreen, 'now' | 'words'>;

function rowOf(
  view: AccountView,
  answer: CodeAnswer | undefined,
  { row, ...moment }: Moment & { readonly row: HTMLElement },
): HTMLElement {
  const { id, account, onThisSite, resembles } = view;
  const drawn = copyOf(row);
  const main = part(drawn, '.row-main');
  main.dataset['account'] = id;
  main.ariaLabel = moment.words('copyCodeOf', spokenNameOf(account));
  say(drawn, '.monogram', monogramOf(account)).style.setProperty('--tile', tileColourOf(account));
  say(drawn, '.row-title', visibleName(titleOf(account)));
  say(drawn, '.row-subtitle', visibleName(subtitleOf(account)));
  if (resembles === undefined) fillCode(drawn, view, answer, moment);
  else {
    say(drawn, '.row-code', HIDDEN_CODE);
    for (const unsaid of ['.ring', '.row-note']) part(drawn, unsaid).remove();
  }
  const isCounter = answer?.kind === 'counter';
  if (isCounter || onThisSite) drawn.className = isCounter ? 'row on-site counter' : 'row on-site';
  if (isCounter || onThisSite || !account.pinned) part(drawn, '.row-pin').remove();
  return drawn;
}

function fillCode(
  row: HTMLElement,
  view: AccountView,
  answer: CodeAnswer | undefined,
  { now, words }: Moment,
): void {
  const { parameters } = view.account;
  const code =
    answer?.kind === 'time' && parameters.type !== 'hotp'
      ? shownCode(answer, parameters.period, now)
      : undefined;
  if (code === undefined) part(row, '.ring').remove();
  else {
    say(row, '.row-code', code.text).classList.toggle('is-ending', code.isEnding);
    fillRing(part(row, '.ring'), code);
  }
  const note = part(row, '.row-note');
  const { className = 'row-note', text } = noteOf(view, answer, code, words);
  note.className = className;
  note.textContent = text;
}

interface Note {
  readonly className?: string;
  readonly text: string;
}

function noteOf(
  view: AccountView,
  answer: CodeAnswer | undefined,
  code: ShownCode | undefined,
  words: Words,
): Note {
  if (answer?.kind === 'unreadable') return { className: 'row-note is-bad', text: words('damagedShort') };
  if (code?.isEnding === true && code.next !== '')
    return { className: 'row-note is-next', text: words('nextCode', isolatedCode(code.next)) };
  const { recoveryCodes, account } = view;
  if (recoveryCodes === undefined) {
    const isNew = account.firstUsedAt === null && account.parameters.type !== 'hotp';
    return { text: isNew ? words('notUsedYet') : '' };
  }
  const { left, total } = recoveryCodes;
  return { className: LEVEL_CLASS[codesLevel(view)], text: words('codesLeft', String(left), String(total)) };
}

function fillRing(ring: Element, code: ShownCode): void {
  const { radius, circumference, offset, number, bar } = ringShape(code);
  const ground = { x: BAR.x, y: BAR.y, width: BAR.length, height: BAR.height };
  const [circle, circleLeft, rect, rectLeft, text] = ring.children;
  ring.classList.toggle('is-ending', code.isEnding);
  set(circle, { r: radius });
  set(circleLeft, { r: radius, 'stroke-dasharray': circumference, 'stroke-dashoffset': offset });
  set(rect, ground);
  set(rectLeft, { ...ground, width: bar });
  if (number === undefined) text?.remove();
  else text?.append(String(number));
}

function set(element: Element | undefined, attributes: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(attributes)) element?.setAttribute(name, String(value));
}

function say(within: ParentNode, selector: string, text: string): HTMLElement {
  const element = part(within, selector);
  element.textContent = text;
  return element;
}

function copyOf(element: HTMLElement): HTMLElement {
  return element.cloneNode(true) as HTMLElement;
}

/** The skeleton has all that is looked for. */
function part(within: ParentNode, selector: string): HTMLElement {
  return within.querySelector<HTMLElement>(selector) as HTMLElement;
}
