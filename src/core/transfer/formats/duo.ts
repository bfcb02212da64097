import * as v from 'valibot';
import { splitLabel } from '../../key-uri/names.ts';
import { ok } from '../../result.ts';
import { type Entry, skip } from '../entry.ts';
import { anything, isFields, listOf, looseText, own, shaped, textOf } from '../fields.ts';
import type { JsonReader } from '../reader.ts';

/** Duo Mobile's accounts; those for Duo's own pushes have no generator. */
export const duo: JsonReader = {
  format: 'duo',
  recognises: (json) => Array.isArray(json) && json.some((row) => isFields(own(row, 'otpGenerator'))),
  read: (json) => ok({ entries: listOf(json).map(entryOf) }),
};

const rowSchema = v.object({
  name: looseText,
  otpGenerator: v.object({ otpSecret: v.string(), counter: anything }),
});

function entryOf(raw: unknown): Entry {
  const row = shaped(rowSchema, raw);
  if (row === undefined) return skip(textOf(own(raw, 'name')), 'missing-secret');
  const { otpSecret: secret, counter } = row.otpGenerator;
  const type = counter === undefined ? 'totp' : 'hotp';
  return { from: 'fields', ...splitLabel(row.name, ''), type, secret, counter };
}
