import * as v from 'valibot';
import { err, ok } from '../../result.ts';
import { type Entry, skip } from '../entry.ts';
import { anything, looseText, own, shaped, textOf, wholeOf } from '../fields.ts';
import { parseInnerJson } from '../containers/json-text.ts';
import type { JsonReader, XmlReader } from '../reader.ts';
import { preferenceStrings } from '../containers/xml.ts';
import { signedBytes } from '../containers/signed-bytes.ts';

/** FreeOTP+: `{tokens, tokenOrder}`. */
export const freeOtpPlus: JsonReader = {
  format: 'freeotp-plus',
  recognises: (json) => own(json, 'tokens') !== undefined && own(json, 'tokenOrder') !== undefined,
  read(json) {
    const tokens = own(json, 'tokens');
    return Array.isArray(tokens) ? ok({ entries: tokens.map(entryOf) }) : err('damaged');
  },
};

const ORDER = 'tokenOrder';

/** FreeOTP 1 keeps its tokens as preferences, JSON each, beside their order. */
export const freeOtpPreferences: XmlReader = {
  format: 'freeotp',
  recognises: (root) => {
    const strings = preferenceStrings(root);
    return strings?.has(ORDER) === true || [...(strings?.values() ?? [])].some(isToken);
  },
  read(root) {
    const strings = [...(preferenceStrings(root) ?? [])].filter(([name]) => name !== ORDER);
    return ok({
      entries: strings.map(([name, text]) => {
        const token = parseInnerJson(text);
        return token === undefined ? skip(name, 'unreadable') : entryOf(token);
      }),
    });
  },
};

function isToken(text: string): boolean {
  return text.startsWith('{') && /"secret"\s*:\s*\[/.test(text);
}

const tokenSchema = v.object({
  type: looseText,
  algo: looseText,
  counter: anything,
  digits: anything,
  period: anything,
  issuerExt: looseText,
  issuerInt: looseText,
  issuerAlt: looseText,
  label: looseText,
  labelAlt: looseText,
  secret: anything,
});

function entryOf(raw: unknown): Entry {
  const token = shaped(tokenSchema, raw);
  if (token === undefined) return skip(textOf(own(raw, 'label')), 'unreadable');
  const issuer = token.issuerAlt || token.issuerExt || token.issuerInt;
  const isSteam = issuer === 'Steam' && token.type.toUpperCase() === 'TOTP';
  return {
    from: 'fields',
    type: isSteam ? 'steam' : token.type,
    issuer,
    accountName: token.labelAlt || token.label,
    secret: signedBytes(token.secret),
    algorithm: token.algo,
    digits: token.digits,
    period: token.period,
    counter: nextCounter(token.counter),
  };
}

/** FreeOTP counts up before it shows a code: what is stored is one less than the counter of the next one, -1 at first. */
function nextCounter(stored: unknown): unknown {
  if (stored === -1 || stored === '-1') return 0;
  const counter = wholeOf(stored);
  return counter === undefined ? 0 : counter + 1;
}
