// What the popup and the manage page may ask of the background. The schemas run in the background only; pages import
// their types.
import * as v from 'valibot';
import { type Bytes } from '../core/bytes/bytes.ts';
import { MAX_CLOCK_OFFSET_SECONDS } from '../core/clock/corrected-time.ts';
import { decodeBase64 } from '../core/bytes/base64.ts';
import { MAX_SECRET_BYTES } from '../core/otp/otp-parameters.ts';
import { LOCK_CHOICES } from '../core/vault/lock.ts';
import { labelSchema, parametersSchema, siteSchema } from '../core/vault/account-schema.ts';

const MAX_ACCOUNTS = 500;
const MAX_CODES = 500;
const MAX_COPIED = 4096;

const idSchema = v.pipe(v.string(), v.length(32), v.hexadecimal());
const tabIdSchema = v.pipe(v.number(), v.integer(), v.minValue(0));
const nothing = v.object({});
const offsetSchema = v.pipe(
  v.number(),
  v.integer(),
  v.minValue(-MAX_CLOCK_OFFSET_SECONDS),
  v.maxValue(MAX_CLOCK_OFFSET_SECONDS),
);

/** Bytes travel as base64 text, since messages are JSON. */
function bytesSchema(least: number, most: number): v.GenericSchema<string, Bytes> {
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

const kdfSchema = v.object({
  memoryKib: v.number(),
  iterations: v.number(),
  parallelism: v.number(),
});

const newAccountSchema = v.object({
  issuer: labelSchema,
  accountName: labelSchema,
  secret: bytesSchema(1, MAX_SECRET_BYTES),
  parameters: parametersSchema,
  sites: v.pipe(v.array(siteSchema), v.maxLength(10)),
  unknownParameters: v.array(v.tuple([v.string(), v.string()])),
});

export const pageRequests = {
  'popup/open': nothing,
  'vault/status': nothing,
  'vault/create': v.object({ derivedKey: bytesSchema(32, 32), salt: bytesSchema(32, 32), kdf: kdfSchema }),
  'vault/unlock': v.object({ slotId: idSchema, derivedKey: bytesSchema(32, 32) }),
  'vault/lock': nothing,
  'accounts/list': v.object({ tabId: v.nullable(tabIdSchema) }),
  'accounts/preview': v.object({ accounts: v.pipe(v.array(newAccountSchema), v.maxLength(MAX_ACCOUNTS)) }),
  'accounts/add': v.object({
    additions: v.pipe(
      v.array(v.object({ account: newAccountSchema, replaces: v.nullable(idSchema) })),
      v.maxLength(MAX_ACCOUNTS),
    ),
  }),
  'accounts/edit': v.object({
    id: idSchema,
    issuer: labelSchema,
    accountName: labelSchema,
    sites: v.pipe(v.array(siteSchema), v.maxLength(50)),
  }),
  'accounts/trash': v.object({ id: idSchema }),
  'accounts/restore': v.object({ id: idSchema }),
  'accounts/erase': v.object({ id: idSchema }),
  'codes/list': v.object({ ids: v.pipe(v.array(idSchema), v.maxLength(MAX_CODES)) }),
  'codes/next': v.object({ id: idSchema }),
  'codes/used': v.object({ id: idSchema }),
  'autofill/look': v.object({ tabId: tabIdSchema }),
  'autofill/fill': v.object({ tabId: tabIdSchema, accountId: idSchema }),
  'autofill/continue': v.object({ tabId: tabIdSchema }),
  'clock/read': nothing,
  'clock/check': v.object({ tabId: v.nullable(tabIdSchema) }),
  'clock/correct': v.object({ offsetSeconds: offsetSchema }),
  'clipboard/copied': v.object({ text: v.pipe(v.string(), v.maxLength(MAX_COPIED)) }),
  'settings/read': nothing,
  'settings/lock': v.object({ choice: v.picklist(LOCK_CHOICES) }),
} as const;

export type PageVerb = keyof typeof pageRequests;
/** What a page sends. */
export type PageRequest<Verb extends PageVerb> = v.InferInput<(typeof pageRequests)[Verb]>;
/** What a handler receives: the same, decoded. */
export type DecodedPageRequest<Verb extends PageVerb> = v.InferOutput<(typeof pageRequests)[Verb]>;

export type NewAccountMessage = v.InferInput<typeof newAccountSchema>;
export type DecodedNewAccount = v.InferOutput<typeof newAccountSchema>;
