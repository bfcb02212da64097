// The verbs about the passkeys that are kept. No key crosses, and no id that a site knows.
import * as v from 'valibot';
import { labelSchema } from '../core/vault/account-schema.ts';
import { idSchema } from './request-parts.ts';

const onePasskey = v.object({ id: idSchema });

export const passkeyListRequests = {
  'passkeys/list': v.object({}),
  'passkeys/rename': v.object({ id: idSchema, rpName: labelSchema, userName: labelSchema }),
  'passkeys/offer-again': onePasskey,
  'passkeys/trash': onePasskey,
  'passkeys/restore': onePasskey,
  'passkeys/erase': onePasskey,
} as const;
