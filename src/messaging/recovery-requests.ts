// The verbs about recovery codes. Codes cross only where one is asked for, or where they are handed in.
import * as v from 'valibot';
import { MAX_CODE_LENGTH } from '../core/recovery/normalise-code.ts';
import { MAX_KEPT_CODES } from '../core/recovery/typed-codes.ts';
import { isOrigin } from '../core/sites/origin.ts';
import { labelSchema } from '../core/vault/records/account-schema.ts';
import { SHEET_SOURCES } from '../core/vault/records/recovery-sheet.ts';
import { countSchema, idSchema, presentedSchema } from './request-parts.ts';

const tabIdSchema = v.pipe(v.number(), v.integer(), v.minValue(0));
const positionSchema = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_KEPT_CODES - 1));
const keptCodeSchema = v.object({
  text: v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_CODE_LENGTH)),
  isUsed: v.boolean(),
});

export const recoveryRequests = {
  'recovery/list': v.object({}),
  'recovery/reveal': v.object({ sheetId: idSchema, position: positionSchema }),
  'recovery/keep': v.object({
    accountId: idSchema,
    label: labelSchema,
    site: v.nullable(v.pipe(v.string(), v.check(isOrigin))),
    source: v.picklist(SHEET_SOURCES),
    codes: v.pipe(v.array(keptCodeSchema), v.minLength(1), v.maxLength(MAX_KEPT_CODES)),
    expiresAt: v.nullable(countSchema),
    replaces: v.nullable(idSchema),
  }),
  'recovery/mark': v.object({
    sheetId: idSchema,
    position: positionSchema,
    as: v.picklist(['copied', 'used', 'refused', 'unused']),
  }),
  'recovery/questions': v.object({}),
  'recovery/reconcile': v.object({ sheetId: idSchema, left: countSchema }),
  'recovery/settle-replacement': v.object({ sheetId: idSchema, isConfirmed: v.boolean() }),
  'recovery/remove': v.object({ sheetId: idSchema }),
  'recovery/put-back': v.object({ sheetId: idSchema }),
  'recovery/export': v.object({ presented: presentedSchema, sheetId: idSchema }),
  'recovery/read-page': v.object({ tabId: tabIdSchema }),
} as const;
