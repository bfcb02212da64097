// The verbs that bring accounts in from a file and give them out again. Ten thousand accounts are one message: chunks
// would have to wait in a worker that may be stopped between any two of them.
import * as v from 'valibot';
import { MAX_KEY_URI_LENGTH } from '../core/key-uri/key-uri-account.ts';
import { MAX_SECRET_BYTES } from '../core/otp/otp-parameters.ts';
import { IMPORT_CHOICES } from '../core/transfer/import-plan.ts';
import { MAX_ENTRIES } from '../core/transfer/limits.ts';
import { labelSchema, parametersSchema, siteSchema } from '../core/vault/records/account-schema.ts';
import { credentialIdSchema, rpIdSchema, userHandleSchema } from '../core/vault/records/passkey-record.ts';
import { bytesSchema, countSchema, idSchema, presentedSchema } from './request-parts.ts';

/** In UTF-16 units: more than the longest note of a password manager (10 000 bytes before it is encrypted). */
const MAX_NOTE_LENGTH = 20_000;
const MAX_RECOVERY_CODES = 100;
const MAX_IMPORTED_SITES = 50;
const MAX_TAGS = 50;
/** Of a key URI, whose length is bounded itself. */
const MAX_UNKNOWN = 1000;

const shortText = v.pipe(v.string(), v.maxLength(MAX_KEY_URI_LENGTH));

const importedAccountSchema = v.object({
  issuer: labelSchema,
  accountName: labelSchema,
  secret: bytesSchema(1, MAX_SECRET_BYTES),
  parameters: parametersSchema,
  sites: v.pipe(v.array(siteSchema), v.maxLength(MAX_IMPORTED_SITES)),
  tags: v.pipe(v.array(labelSchema), v.maxLength(MAX_TAGS)),
  pinned: v.boolean(),
  notes: v.pipe(v.string(), v.maxLength(MAX_NOTE_LENGTH)),
  recoveryCodes: v.pipe(v.array(labelSchema), v.maxLength(MAX_RECOVERY_CODES)),
  unknownParameters: v.pipe(v.array(v.tuple([shortText, shortText])), v.maxLength(MAX_UNKNOWN)),
});

/** Never more than one file holds; each costs a signature to check. */
const MAX_PASSKEYS = 2000;
const MAX_KEY_BYTES = 4096;

const importedPasskeySchema = v.object({
  credentialId: credentialIdSchema,
  rpId: rpIdSchema,
  rpName: labelSchema,
  userHandle: userHandleSchema,
  userName: labelSchema,
  displayName: labelSchema,
  /** Null where the file does not say: now, then. */
  createdAt: v.nullable(countSchema),
  algorithm: v.literal(-7),
  privateKey: bytesSchema(1, MAX_KEY_BYTES),
});
const importedPasskeysSchema = v.pipe(v.array(importedPasskeySchema), v.maxLength(MAX_PASSKEYS));

export const transferRequests = {
  'import/preview': v.object({ accounts: v.pipe(v.array(importedAccountSchema), v.maxLength(MAX_ENTRIES)) }),
  'import/preview-passkeys': v.object({ passkeys: importedPasskeysSchema }),
  'import/add': v.object({
    passkeys: importedPasskeysSchema,
    additions: v.pipe(
      v.array(
        v.object({
          account: importedAccountSchema,
          choice: v.picklist(IMPORT_CHOICES),
          /** The account of the vault that the user saw it compared with. */
          existing: v.nullable(idSchema),
        }),
      ),
      v.maxLength(MAX_ENTRIES),
    ),
  }),
  'import/progress': v.object({}),
  'import/cancel': v.object({}),
  'import/undo': v.object({ seq: countSchema }),
  'export/accounts': v.object({
    presented: presentedSchema,
    ids: v.pipe(v.array(idSchema), v.minLength(1), v.maxLength(MAX_ENTRIES)),
  }),
} as const;

export type ImportedPasskeyMessage = v.InferInput<typeof importedPasskeySchema>;
export type DecodedImportedPasskey = v.InferOutput<typeof importedPasskeySchema>;
export type ImportedAccountMessage = v.InferInput<typeof importedAccountSchema>;
export type DecodedImportedAccount = v.InferOutput<typeof importedAccountSchema>;
