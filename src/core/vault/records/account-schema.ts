import * as v from 'valibot';
import type { OtpParameters } from '../../otp/otp-parameters.ts';
import { isOrigin } from '../../sites/origin.ts';
import type { Site } from '../../sites/site.ts';
import type { Account } from './account.ts';

const MAX_LABEL = 256;
export const MAX_SITES = 50;
const MAX_TAGS = 50;

const timeSchema = v.pipe(v.number(), v.integer(), v.minValue(0));
const digitsSchema = v.pipe(v.number(), v.integer(), v.minValue(6), v.maxValue(10));
const algorithmSchema = v.picklist(['SHA1', 'SHA256', 'SHA512']);

export const parametersSchema: v.GenericSchema<OtpParameters> = v.variant('type', [
  v.object({
    type: v.literal('totp'),
    algorithm: algorithmSchema,
    digits: digitsSchema,
    period: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(3600)),
  }),
  v.object({
    type: v.literal('hotp'),
    algorithm: algorithmSchema,
    digits: digitsSchema,
    counter: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  }),
  v.object({
    type: v.literal('steam'),
    algorithm: v.literal('SHA1'),
    digits: v.literal(5),
    period: v.literal(30),
  }),
]);

export const siteSchema: v.GenericSchema<Site> = v.object({
  origin: v.pipe(v.string(), v.check(isOrigin)),
  match: v.picklist(['origin', 'site']),
});

export const labelSchema: v.GenericSchema<string> = v.pipe(v.string(), v.maxLength(MAX_LABEL));

export const iconSchema: v.GenericSchema<string> = v.pipe(v.string(), v.maxLength(64));

export const tagsSchema: v.GenericSchema<readonly string[], readonly string[]> = v.pipe(
  v.array(labelSchema),
  v.maxLength(MAX_TAGS),
);

export const accountSchema: v.GenericSchema<Account> = v.object({
  issuer: labelSchema,
  accountName: labelSchema,
  parameters: parametersSchema,
  sites: v.pipe(v.array(siteSchema), v.maxLength(MAX_SITES)),
  tags: tagsSchema,
  pinned: v.boolean(),
  createdAt: timeSchema,
  firstUsedAt: v.nullable(timeSchema),
  recoveryCodesLeft: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))),
  unknownParameters: v.array(v.tuple([v.string(), v.string()])),
  icon: v.optional(iconSchema),
});
