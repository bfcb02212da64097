// What the requests of several verbs are made of.
import * as v from 'valibot';
import { decodeBase64 } from '../core/bytes/base64.ts';
import type { Bytes } from '../core/bytes/bytes.ts';

export const idSchema: v.GenericSchema<string> = v.pipe(v.string(), v.length(32), v.hexadecimal());
export const countSchema: v.GenericSchema<number> = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** Bytes travel as base64 text, since messages are JSON. */
export function bytesSchema(least: number, most: number): v.GenericSchema<string, Bytes> {
  return v.pipe(
    v.string(),
    v.rawTransform(({ dataset, addIssue, NEVER }) => {
      const bytes = decodeBase64(dataset.value);
      if (bytes !== undefined && bytes.length >= least && bytes.length <= most) return bytes;
      addIssue({ message: `expected base64 of ${least} to ${most} bytes` });
      return NEVER;
    }),
  );
}

/** The secret of a slot that there is, given again. */
export const presentedSchema = v.object({ slotId: idSchema, secret: bytesSchema(32, 32) });
