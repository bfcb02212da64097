// The first screen as plain elements, equal to what list-view.tsx and account-row.tsx draw a moment later; a browser
// test compares the two.
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
import { FIRST_ICON_PATHS } from '../../ui/brand/icon-paths.ts';
import { BAR, ringShape } from '../rows/ring-shape.ts';
import { HIDDEN_CODE, type ShownCode, shownCode } from '../rows/shown-code.ts';
import { HEADING_HEIGHT, layOut, topOfRow } from '../rows/virtual-rows.ts';
import { element } from './element.ts';

export type Words = (key: string, ...substitutions: readonly string[]) => string;

export interface FirstScreen {
  readonly list: PopupList;
  readonly now: number;
  readonly words: Words;
}

export function firstScreen({ list, now, words }: FirstScreen): readonly Element[] {
  const layout = layOut(list.rows);
  const codes = new Map(list.codes.map((answer) => [answer.id, answer]));
  const items = list.rows.flatMap((view, index) => {
    const top = topOfRow(layout, index);
    const row = placed(rowOf(view, codes.get(view.id), { now, words }), top);
    if (!layout.headings.includes(index)) return row;
    return [
      placed(element('li', { class: 'list-heading' }, [headingOf(view, list, words)]), top - HEADING_HEIGHT),
      row,
    ];
  });
  return [topBar(list.total, words), element('main', { class: 'list' }, [element('ul', {}, items)])];
}

function topBar(total: number, words: Words): Element {
  const search = element('input', {
    class: 'search',
    type: 'search',
    placeholder: total === 1 ? words('searchOne') : words('search', String(total)),
  });
  const icons = (['scan', 'add', 'lock', 'menu'] as const).map((name) =>
    element('button', { class: 'icon-button', type: 'button' }, [icon(FIRST_ICON_PATHS[name])]),
  );
  return element('header', { class: 'bar' }, [search, ...icons]);
}

function icon(path: string, name = ''): Element {
  const line = { d: path, 'stroke-width': '1.6', 'stroke-linecap': 'round', 'stroke-linejoin': 'round' };
  const box = {
    class: name,
    width: 20,
    height: 20,
    viewBox: '0 0 20 20',
    fill: 'none',
    stroke: 'currentColor',
  };
  return element('svg', box, [element('path', line)]);
}

function headingOf({ onThisSite }: AccountView, list: PopupList, words: Words): Element {
  return element('span', {}, [
    // `displayHost` says the same of the address of a tab, and would be a tenth of this script.
    onThisSite ? words('onSite', new URL(list.origin ?? 'about:blank').host) : words('otherAccounts'),
  ]);
}

type Moment = Pick<FirstScreen, 'now' | 'words'>;

function rowOf(view: AccountView, answer: CodeAnswer | undefined, moment: Moment): Element {
  const { id, account, onThisSite, resembles } = view;
  const code = codeOf(view, answer, moment.now);
  const row = element('button', { class: 'row-main', type: 'button', 'data-account': id }, [
    monogram(view),
    element('bdi', { class: 'row-title' }, [visibleName(titleOf(account))]),
    element('bdi', { class: 'row-subtitle' }, [visibleName(subtitleOf(account))]),
    ...(resembles === undefined
      ? [...codeParts(code), noteOf(view, answer, code, moment.words)]
      : [element('span', { class: 'row-code' }, [HIDDEN_CODE])]),
  ]);
  row.setAttribute('aria-label', moment.words('copyCodeOf', spokenNameOf(account)));
  const isCounter = answer?.kind === 'counter';
  const kind = isCounter ? 'row on-site counter' : onThisSite ? 'row on-site' : 'row';
  if (isCounter || onThisSite || !account.pinned) return element('li', { class: kind }, [row]);
  const pin = element('button', { class: 'row-pin is-pinned', type: 'button' }, [
    icon(FIRST_ICON_PATHS.pin, 'icon-pin'),
  ]);
  return element('li', { class: 'row' }, [row, pin]);
}

function codeOf(
  { account }: AccountView,
  answer: CodeAnswer | undefined,
  now: number,
): ShownCode | undefined {
  const { parameters } = account;
  if (answer?.kind !== 'time' || parameters.type === 'hotp') return undefined;
  return shownCode(answer, parameters.period, now);
}

function codeParts(code: ShownCode | undefined): readonly Element[] {
  if (code === undefined) return [element('span', { class: 'row-code' })];
  return [
    element('span', { class: code.isEnding ? 'row-code is-ending' : 'row-code' }, [code.text]),
    ring(code),
  ];
}

function monogram({ account }: AccountView): Element {
  const tile = element('span', { class: 'monogram' }, [monogramOf(account)]);
  if (tile instanceof HTMLElement) tile.style.setProperty('--tile', tileColourOf(account));
  return tile;
}

function noteOf(
  view: AccountView,
  answer: CodeAnswer | undefined,
  code: ShownCode | undefined,
  words: Words,
): Element {
  const note = (text: string) => element('span', { class: 'row-note' }, [text]);
  if (answer?.kind === 'unreadable') return note(words('damagedShort'));
  if (code?.isEnding === true && code.next !== '') return note(words('nextCode', isolatedCode(code.next)));
  const { recoveryCodes, account } = view;
  if (recoveryCodes === undefined) {
    const isNew = account.firstUsedAt === null && account.parameters.type !== 'hotp';
    return note(isNew ? words('notUsedYet') : '');
  }
  const { left, total } = recoveryCodes;
  const said = words('codesLeft', String(left), String(total));
  return element('span', { class: LEVEL_CLASS[codesLevel(view)] }, [said]);
}

function ring(code: ShownCode): Element {
  const { radius, circumference, offset, number, bar } = ringShape(code);
  const ground = { x: BAR.x, y: BAR.y, width: BAR.length, height: BAR.height };
  const circle = { cx: 11, cy: 11, r: radius };
  const dash = { class: 'left', 'stroke-dasharray': circumference, 'stroke-dashoffset': offset };
  return element('svg', { class: `ring ${code.isEnding ? 'is-ending' : ''}`, viewBox: '0 0 22 22' }, [
    element('circle', circle),
    element('circle', { ...circle, ...dash }),
    element('rect', ground),
    element('rect', { ...ground, class: 'left', width: bar }),
    ...(number === undefined ? [] : [element('text', { x: 11, y: 11.5 }, [String(number)])]),
  ]);
}

/** Positions are set through the object model, which the content security policy allows. */
function placed(item: Element, top: number): Element {
  if (item instanceof HTMLElement) item.style.top = `${top}px`;
  return item;
}
