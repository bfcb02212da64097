// The verbs about the passkeys that are kept. No key crosses, and no id that a site knows.
import * as v from 'valibot';
import { isOrigin } from '../core/sites/origin.ts';
import { labelSchema } from '../core/vault/records/account-schema.ts';
import { idSchema } from './request-parts.ts';

const onePasskey = v.object({ id: idSchema });

export const passkeyListRequests = {
  /** Those of a page of this origin; null for all. */
  'passkeys/list': v.object({ origin: v.nullable(v.pipe(v.string(), v.check(isOrigin))) }),
  'passkeys/rename': v.object({ id: idSchema, rpName: labelSchema, userName: labelSchema }),
  'passkeys/offer-again': onePasskey,
  'passkeys/trash': onePasskey,
  'passkeys/restore': onePasskey,
  'passkeys/erase': onePasskey,
  /** By the one that the user has picked for the page in this tab, which waits for a passkey. */
  'passkeys/sign-in': v.object({ tabId: v.pipe(v.number(), v.integer(), v.minValue(0)), id: idSchema }),
} as const;
