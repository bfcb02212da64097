// The first screen of the popup, prepared while the vault is open, so that it is painted without asking the background.
import type { AccountView, CodeAnswer, PopupList } from './page-responses.ts';

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
  /** In the order of a page that is no site of any account. */
  readonly rows: readonly PreparedRow[];
  /** Hashes of what the list cannot be told for without the whole index. */
  readonly elsewhere: string;
}

interface PreparedRow {
  readonly view: AccountView;
  readonly codes: PreparedCodes;
  /** Hashes of its sites. */
  readonly sites: string;
}

export type PreparedCodes =
  | {
      readonly kind: 'time';
      /** In seconds. */
      readonly period: number;
      /** The time step of the first code; the others follow. */
      readonly first: number;
      /** With a blank between two: as one text they are here 0.9 ms sooner than as many. */
      readonly codes: string;
    }
  | { readonly kind: 'counter' | 'unreadable' };

export const PREPARED_VERSION = 2;

/** As many rows as the popup shows without scrolling, the last one cut. */
export const FIRST_SCREEN = 8;

/**
 * The list for a page of this origin (null: no web page) at this time of the computer's clock, equal to what the background
 * answers; undefined where only the background can tell.
 */
export function listFrom(screen: PreparedScreen, origin: string | null, now: number): PopupList | undefined {
  const { version, madeAt, until, offsetSeconds, total, rows, elsewhere } = screen;
  if (version !== PREPARED_VERSION || now < madeAt || now >= until) return undefined;
  const asked = origin === null ? [] : hashesOf(origin);
  const isAsked = (sites: string) => asked.some((hash) => sites.includes(hash));
  const [here, ...others] = rows.filter(({ sites }) => isAsked(sites));
  // Which of several comes first is for the page to say, and what a part of a whole site is for the public suffix list.
  if (others.length > 0 || isAsked(elsewhere) || here?.sites.includes(asked[0] ?? '') === false) {
    return undefined;
  }
  const ordered = [...(here ? [here] : []), ...rows.filter((row) => row !== here)].slice(0, FIRST_SCREEN);
  const time = now + offsetSeconds * 1000;
  const answers = ordered.flatMap(({ view: { id }, codes }) => answerOf(id, codes, time) ?? []);
  if (answers.length < Math.min(FIRST_SCREEN, total)) return undefined;
  const views = ordered.map((row) => ({ ...row.view, onThisSite: row === here }));
  return { origin, total, rows: views, codes: answers };
}

function answerOf(id: string, prepared: PreparedCodes, time: number): CodeAnswer | undefined {
  if (prepared.kind !== 'time') return { id, kind: prepared.kind };
  const { period, first, codes } = prepared;
  const step = Math.floor(time / 1000 / period);
  const [code, nextCode] = codes.split(' ').slice(step - first);
  if (step < first || code === undefined || nextCode === undefined) return undefined;
  return { id, kind: 'time', code, nextCode, expiresAt: (step + 1) * period * 1000 };
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
