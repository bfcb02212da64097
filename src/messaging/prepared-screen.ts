// The first screen of the popup, prepared while the vault is open, so that it is painted without asking the background.
import type { CodesLevel } from '../core/recovery/codes-level.ts';
import type { CodeAnswer } from './page-responses.ts';

/** What a row shows beside its code: the popup's first script works out nothing of a row that can be known before. */
export interface RowLooks {
  readonly id: string;
  /** What a screen reader calls its button. */
  readonly label: string;
  readonly monogram: string;
  /** A colour of CSS. */
  readonly tile: string;
  readonly title: string;
  readonly subtitle: string;
  /** While the next code is not shown in its place. */
  readonly note: string;
  readonly level: CodesLevel;
  readonly pinned: boolean;
  /** In seconds; 0 for a counter-based account. */
  readonly period: number;
}

export interface FirstRow {
  readonly looks: RowLooks;
  readonly onThisSite: boolean;
  /** Of an account whose site the page could be taken for: its code is not shown. */
  readonly isHeldBack: boolean;
}

export interface FirstScreen {
  /** Of the page in the tab; null for pages that are no web sites. */
  readonly origin: string | null;
  /** What stands in the field of the search. */
  readonly hint: string;
  readonly first: readonly FirstRow[];
  readonly codes: readonly CodeAnswer[];
}

/** What the background leaves in storage.session. It holds no secret: names, and the codes of the next minutes. */
export interface PreparedScreen {
  /** Of this shape: what another program left is not used. */
  readonly version: typeof PREPARED_VERSION;
  /** In ms since the epoch by this computer's clock; a clock that reads earlier was set back. */
  readonly madeAt: number;
  /** Not used from then on: the vault may be locked. */
  readonly until: number;
  /** Added to the clock before a code is made. */
  readonly offsetSeconds: number;
  readonly total: number;
  readonly hint: string;
  /** In the order of a page that is no site of any account. */
  readonly rows: readonly PreparedRow[];
  /** `PreparedRow[]` as JSON: read for the page of one of them alone. */
  readonly more: string;
  /** Hashes of what the list cannot be told for without the whole index. */
  readonly elsewhere: string;
}

export interface PreparedRow {
  readonly looks: RowLooks;
  readonly codes: PreparedCodes;
  /** Hashes of its sites. */
  readonly sites: string;
}

export type PreparedCodes =
  | {
      readonly kind: 'time';
      /** The time step of the first code; the others follow. */
      readonly first: number;
      /** With a blank between two: as one text they are here 0.9 ms sooner than as many. */
      readonly codes: string;
    }
  | { readonly kind: 'counter' | 'unreadable' };

export const PREPARED_VERSION = 3;

/** As many rows as the popup shows without scrolling, the last one cut. */
export const FIRST_SCREEN = 8;

/**
 * The first screen for a page of this origin (null: no web page) at this time of the computer's clock, equal to what the
 * background answers; undefined where only the background can tell.
 */
export function screenFor(
  prepared: PreparedScreen,
  origin: string | null,
  now: number,
): FirstScreen | undefined {
  const { version, madeAt, until, offsetSeconds, total, hint } = prepared;
  if (version !== PREPARED_VERSION || now < madeAt || now >= until) return undefined;
  const order = orderFor(prepared, origin);
  if (order === undefined) return undefined;
  const { here, rows } = order;
  const time = now + offsetSeconds * 1000;
  const codes = rows.flatMap((row) => answerOf(row, time) ?? []);
  if (codes.length < Math.min(FIRST_SCREEN, total)) return undefined;
  const first = rows.map((row) => ({ looks: row.looks, onThisSite: row === here, isHeldBack: false }));
  return { origin, hint, first, codes };
}

/** The rows of the first screen, that of the page first. */
function orderFor({ rows, more, elsewhere }: PreparedScreen, origin: string | null) {
  const asked = origin === null ? [] : hashesOf(origin);
  const isAsked = (sites: string) => asked.some((hash) => sites.includes(hash));
  const all = isAsked(more) ? [...rows, ...readMore(more)] : rows;
  const [here, ...others] = all.filter(({ sites }) => isAsked(sites));
  // Which of several comes first is for the page to say, and what a part of a whole site is for the public suffix list.
  if (others.length > 0 || isAsked(elsewhere) || here?.sites.includes(asked[0] ?? '') === false) {
    return undefined;
  }
  const ordered = here ? [here, ...all.filter((row) => row !== here)] : all;
  return { here, rows: ordered.slice(0, FIRST_SCREEN) };
}

function readMore(more: string): readonly PreparedRow[] {
  return JSON.parse(more) as readonly PreparedRow[];
}

/** The period is that of the index, the first time step that of the record: were they not the same, no code would be found. */
function answerOf({ looks: { id, period }, codes: prepared }: PreparedRow, time: number) {
  if (prepared.kind !== 'time') return { id, kind: prepared.kind };
  const { first, codes } = prepared;
  const step = Math.floor(time / 1000 / period);
  const [code, nextCode] = codes.split(' ').slice(step - first);
  if (step < first || code === undefined || nextCode === undefined) return undefined;
  return { id, kind: prepared.kind, code, nextCode, expiresAt: (step + 1) * period * 1000 };
}

/** The hashes that a page of this origin is looked for by: of itself, and of what it may be a part of. */
function hashesOf(origin: string): readonly string[] {
  const { hostname, port } = new URL(origin);
  const labels = hostname.split('.');
  return [origin, ...labels.map((_, index) => `*${labels.slice(index).join('.')}:${port}`)].map(siteHash);
}

/** Of an origin, or of a registrable domain as `*example.com:port`, by FNV-1a: two that are equal cost time, nothing else. */
export function siteHash(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return `,${(hash >>> 0).toString(36)},`;
}
