import { err, ok, type Result } from '../result.ts';
import type { UnknownParameter } from './key-uri-account.ts';
import { decodeUriText } from './uri-text.ts';

export const KNOWN_PARAMETERS = [
  'secret',
  'issuer',
  'algorithm',
  'digits',
  'period',
  'counter',
  'encoder',
] as const;

type KnownParameter = (typeof KNOWN_PARAMETERS)[number];

export interface Query {
  /** Not yet decoded: how depends on the parameter. */
  readonly known: ReadonlyMap<KnownParameter, string>;
  readonly unknown: readonly UnknownParameter[];
}

/** Label and query of what follows the type; `?` may be in the label, and `#` anywhere, though they should be encoded. */
export function splitQuery(text: string): { readonly label: string; readonly query: string } {
  const found = /\?(?=[\w.;-]+=)/.exec(text)?.index ?? text.indexOf('?');
  const end = found === -1 ? text.length : found;
  return { label: text.slice(0, end).replace(/^\/+/, ''), query: text.slice(end + 1) };
}

/** Names are read in either case. The same known one twice is refused, even with the same value. */
export function readQuery(text: string): Result<Query, 'duplicate-parameter'> {
  const known = new Map<KnownParameter, string>();
  const unknown: UnknownParameter[] = [];
  for (const [rawName, value] of pairsOf(text)) {
    const name = decodeUriText(rawName);
    const knownName = KNOWN_PARAMETERS.find((candidate) => candidate === name.toLowerCase());
    if (knownName === undefined) {
      if (name !== '') unknown.push([name, decodeUriText(value)]);
      continue;
    }
    if (known.has(knownName)) return err('duplicate-parameter');
    known.set(knownName, value);
  }
  return ok({ known, unknown });
}

function pairsOf(query: string): readonly UnknownParameter[] {
  const pairs: [string, string][] = [];
  for (const piece of query.split('&')) {
    const equals = piece.indexOf('=');
    const previous = pairs.at(-1);
    if (equals === -1 && piece !== '' && previous?.[0].toLowerCase() === 'issuer') {
      // An issuer such as AT&T whose ampersand was not encoded.
      previous[1] += `&${piece}`;
    } else if (piece !== '') {
      const name = equals === -1 ? piece : piece.slice(0, equals);
      // Copied out of a page's source, the separator is `&amp;`.
      pairs.push([name.replace(/^amp;/, ''), equals === -1 ? '' : piece.slice(equals + 1)]);
    }
  }
  return pairs;
}
