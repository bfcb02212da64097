// The verbs of the window in which the user answers a ceremony.
import * as v from 'valibot';
import { idSchema, presentedSchema } from './request-parts.ts';

export const passkeyPromptRequests = {
  'passkey-prompt/view': v.object({ id: idSchema }),
  'passkey-prompt/confirm': v.object({
    id: idSchema,
    /** Which one signs in; null to make one. */
    passkeyId: v.nullable(idSchema),
    presented: v.nullable(presentedSchema),
  }),
  'passkey-prompt/decline': v.object({ id: idSchema, to: v.picklist(['platform', 'nowhere']) }),
} as const;

export interface PasskeyPromptView {
  readonly type: 'create' | 'get';
  /** Of the page that asks, as the browser says. */
  readonly origin: string;
  readonly rpId: string;
  /** When the page waits no longer. */
  readonly endsAt: number;
  readonly isLocked: boolean;
  /** The passphrase is asked for although the vault is open. */
  readonly verifies: boolean;
  /** For a get those to choose from; for a create those that are there already, and that the site wants no second of. */
  readonly accounts: readonly {
    readonly id: string;
    readonly userName: string;
    readonly displayName: string;
    readonly lastUsedAt: number | null;
  }[];
  /** What the site calls itself; empty for a get. */
  readonly site: string;
  /** Whether the browser's own dialog is a way out; none where the browser waits beside us already. */
  readonly leadsToBrowser: boolean;
  readonly user: { readonly name: string; readonly displayName: string } | null;
}

export interface PasskeyPromptResponses {
  'passkey-prompt/view': PasskeyPromptView;
  'passkey-prompt/confirm': null;
  'passkey-prompt/decline': null;
}
