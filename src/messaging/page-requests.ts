// What the popup and the manage page may ask of the background. The schemas run in the background only; pages import
// their types.
import * as v from 'valibot';
import { MAX_CLOCK_OFFSET_SECONDS } from '../core/clock/corrected-time.ts';
import { isOrigin } from '../core/sites/origin.ts';
import { MAX_SECRET_BYTES } from '../core/otp/otp-parameters.ts';
import { MAX_BACKUP_BYTES } from '../core/backup/seal-backup.ts';
import { LOCK_CHOICES } from '../core/vault/lock.ts';
import {
  iconSchema,
  labelSchema,
  parametersSchema,
  siteSchema,
  tagsSchema,
} from '../core/vault/records/account-schema.ts';
import { FILL_CAUTIONS, FILLED_CODES } from './fill-responses.ts';
import { bytesSchema, countSchema, idSchema, presentedSchema } from './request-parts.ts';
import { passkeyListRequests } from './passkey-list-requests.ts';
import { passkeyPromptRequests } from './passkey-prompt.ts';
import { recoveryRequests } from './recovery-requests.ts';
import { scanRequests } from './scan-requests.ts';
import { transferRequests } from './transfer-requests.ts';

const MAX_ACCOUNTS = 500;
const MAX_CODES = 500;
const MAX_CHOICES = 100_000;
const MAX_COPIED = 4096;

const tabIdSchema = v.pipe(v.number(), v.integer(), v.minValue(0));
/** What was set aside: an earlier vault of this browser, or a copy on the shelf. */
const asideSchema = v.pipe(v.string(), v.regex(/^(vault|shelf)-\d{1,9}$/));
/** As browsers write the permission for one site, or for all. */
const sitePatternSchema = v.pipe(v.string(), v.maxLength(300), v.regex(/^https?:\/\/(?:\*|[^/*\s]+)\/\*$/));
const nothing = v.object({});
const originSchema = v.pipe(v.string(), v.maxLength(300), v.check(isOrigin));
const offsetSchema = v.pipe(
  v.number(),
  v.integer(),
  v.minValue(-MAX_CLOCK_OFFSET_SECONDS),
  v.maxValue(MAX_CLOCK_OFFSET_SECONDS),
);

const kdfSchema = v.object({
  memoryKib: v.number(),
  iterations: v.number(),
  parallelism: v.number(),
});

/** A new passphrase: what the page derived from it, and with what. */
const passphraseSchema = v.object({
  derivedKey: bytesSchema(32, 32),
  salt: bytesSchema(32, 32),
  kdf: kdfSchema,
});

/** A backup file with the secret of one of its slots. */
const givenBackupSchema = v.object({
  file: bytesSchema(1, MAX_BACKUP_BYTES),
  slotId: idSchema,
  secret: bytesSchema(32, 32),
});

const newAccountSchema = v.object({
  issuer: labelSchema,
  accountName: labelSchema,
  secret: bytesSchema(1, MAX_SECRET_BYTES),
  parameters: parametersSchema,
  sites: v.pipe(v.array(siteSchema), v.maxLength(10)),
  unknownParameters: v.array(v.tuple([v.string(), v.string()])),
});

/** What the user agreed to, in front of these two names. */
const agreedSchema = v.object({
  pageOrigin: originSchema,
  fieldOrigin: originSchema,
  cautions: v.pipe(v.array(v.picklist(FILL_CAUTIONS)), v.maxLength(FILL_CAUTIONS.length)),
  /** As a site of the account from now on: this origin, or the whole site it belongs to. */
  remember: v.nullable(v.picklist(['origin', 'site'])),
});

/** What can be done to several accounts at once. */
const manyChangeSchema = v.variant('kind', [
  v.object({ kind: v.picklist(['trash', 'restore']) }),
  v.object({ kind: v.literal('pin'), pinned: v.boolean() }),
  v.object({ kind: v.picklist(['tag', 'untag']), tag: v.pipe(labelSchema, v.minLength(1)) }),
]);

export const pageRequests = {
  ...transferRequests,
  ...recoveryRequests,
  ...passkeyListRequests,
  ...passkeyPromptRequests,
  ...scanRequests,
  'popup/open': nothing,
  'vault/status': nothing,
  'vault/create': passphraseSchema,
  'vault/unlock': v.object({
    slotId: idSchema,
    derivedKey: bytesSchema(32, 32),
    source: v.optional(v.picklist(['database', 'copy']), 'database'),
    /** The popup is answered with its first screen, so that it need not ask for it. */
    isPopup: v.optional(v.boolean(), false),
  }),
  'vault/lock': nothing,
  'vault/start-fresh': passphraseSchema,
  'vault/erase': v.object({ presented: presentedSchema }),
  'slots/list': nothing,
  'slots/check': v.object({ presented: presentedSchema }),
  'slots/change-passphrase': v.object({ presented: presentedSchema, next: passphraseSchema }),
  'slots/set-recovery-key': v.object({
    presented: presentedSchema,
    secret: bytesSchema(32, 32),
    salt: bytesSchema(32, 32),
  }),
  'slots/add-passkey': v.object({
    presented: presentedSchema,
    secret: bytesSchema(32, 32),
    prfInput: bytesSchema(32, 32),
    // WebAuthn Level 3, section 4: at most 1023 bytes.
    credentialId: bytesSchema(1, 1023),
    label: v.pipe(labelSchema, v.minLength(1), v.maxLength(60)),
  }),
  'slots/remove': v.object({ presented: presentedSchema, slotId: idSchema }),
  'slots/rotate': v.object({ presented: v.pipe(v.array(presentedSchema), v.minLength(1), v.maxLength(16)) }),
  'storage/check': nothing,
  'storage/repair-records': nothing,
  'storage/repair-heads': nothing,
  'storage/take-copy': nothing,
  'storage/keep-database': nothing,
  'storage/keep-salvaged': nothing,
  'storage/raw': v.object({ from: countSchema }),
  'storage/set-aside': nothing,
  'storage/bring-back': v.object({ name: asideSchema }),
  'storage/remove-set-aside': v.object({ name: asideSchema }),
  'history/list': nothing,
  'history/undo': v.object({ seq: countSchema }),
  'trash/empty': nothing,
  'diagnostics/read': nothing,
  'accounts/list': v.object({
    tabId: v.nullable(tabIdSchema),
    /** `own`: as the user ordered them. */
    order: v.optional(v.picklist(['popup', 'own']), 'popup'),
  }),
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
    // Left as they are where left out.
    tags: v.optional(tagsSchema),
    pinned: v.optional(v.boolean()),
    /** Null: told by site and name. */
    icon: v.optional(v.nullable(iconSchema)),
    parameters: v.optional(parametersSchema),
    /** Of HOTP: the counter was not touched, so what is stored by now goes on. */
    keepsCounter: v.optional(v.boolean()),
  }),
  'accounts/many': v.object({
    ids: v.pipe(v.array(idSchema), v.maxLength(MAX_CHOICES)),
    change: manyChangeSchema,
  }),
  'accounts/arrange': v.object({ id: idSchema, before: v.nullable(idSchema) }),
  'accounts/trash': v.object({ id: idSchema }),
  'accounts/restore': v.object({ id: idSchema }),
  'accounts/erase': v.object({ id: idSchema }),
  'backup/state': nothing,
  'backup/make': v.object({ presented: presentedSchema, next: passphraseSchema }),
  'backup/confirm': v.object({ file: bytesSchema(1, MAX_BACKUP_BYTES) }),
  'backup/compare': v.object({ given: givenBackupSchema }),
  'backup/preview': v.object({ given: givenBackupSchema }),
  'backup/restore': v.object({
    given: givenBackupSchema,
    choices: v.pipe(
      v.array(v.object({ id: idSchema, choice: v.picklist(['leave', 'add', 'replace']) })),
      v.maxLength(MAX_CHOICES),
    ),
  }),
  'codes/list': v.object({ ids: v.pipe(v.array(idSchema), v.maxLength(MAX_CODES)) }),
  'codes/next': v.object({ id: idSchema }),
  'codes/used': v.object({ id: idSchema }),
  'autofill/look': v.object({ tabId: tabIdSchema }),
  'autofill/fill': v.object({
    tabId: tabIdSchema,
    accountId: idSchema,
    gives: v.optional(v.picklist(FILLED_CODES), 'app-code'),
    agreed: v.optional(agreedSchema),
  }),
  'autofill/continue': v.object({ tabId: tabIdSchema }),
  'sites/choices': nothing,
  'sites/whole': v.object({ origins: v.pipe(v.array(originSchema), v.maxLength(100)) }),
  'sites/choose': v.object({
    pattern: sitePatternSchema,
    // What is left out stays as it was.
    offers: v.exactOptional(v.boolean()),
    submits: v.exactOptional(v.boolean()),
    passkeys: v.exactOptional(v.boolean()),
    noPasskeys: v.exactOptional(v.boolean()),
  }),
  'clock/read': nothing,
  'clock/check': v.object({ tabId: v.nullable(tabIdSchema) }),
  'clock/correct': v.object({ offsetSeconds: offsetSchema }),
  'clipboard/copied': v.object({ text: v.pipe(v.string(), v.maxLength(MAX_COPIED)) }),
  'policy/read': nothing,
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
