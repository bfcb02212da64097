// Accounts that wait to be saved: what they are, and what the user wants done with each.
import { encodeBase64 } from '../core/bytes/base64.ts';
import type { KeyUriAccount } from '../core/key-uri/key-uri-account.ts';
import type { Result } from '../core/result.ts';
import type { FailureCode } from '../messaging/failure.ts';
import type { NewAccountMessage } from '../messaging/page-requests.ts';
import type { AdditionPreview } from '../messaging/page-responses.ts';
import { ask } from '../ui/ask.ts';

export type AdditionChoice = 'add' | 'replace' | 'skip';

export interface Addition {
  readonly account: NewAccountMessage;
  readonly preview: AdditionPreview;
  readonly choice: AdditionChoice;
}

/** Compares with what is kept; an account that is there already starts as skipped, a conflicting one as a second. */
export async function previewAdditions(
  accounts: readonly KeyUriAccount[],
  siteOrigin: string | null,
): Promise<Result<readonly Addition[], FailureCode>> {
  const messages = accounts.map((account) => messageFor(account, siteOrigin));
  const previews = await ask('accounts/preview', { accounts: messages });
  if (!previews.ok) return previews;
  const additions = messages.flatMap((account, index): Addition[] => {
    const preview = previews.value[index];
    return preview === undefined
      ? []
      : [{ account, preview, choice: preview.kind === 'same' ? 'skip' : 'add' }];
  });
  return { ok: true, value: additions };
}

/** Saves those that are not skipped, all or none. */
export async function saveAdditions(
  additions: readonly Addition[],
): Promise<Result<{ readonly ids: readonly string[] }, FailureCode>> {
  return ask('accounts/add', {
    additions: additions
      .filter(({ choice }) => choice !== 'skip')
      .map(({ account, preview, choice }) => ({
        account,
        replaces: choice === 'replace' && preview.kind === 'conflict' ? preview.id : null,
      })),
  });
}

function messageFor(account: KeyUriAccount, siteOrigin: string | null): NewAccountMessage {
  return {
    issuer: account.issuer,
    accountName: account.accountName,
    secret: encodeBase64(account.secret),
    parameters: account.parameters,
    sites: siteOrigin === null ? [] : [{ origin: siteOrigin, match: 'origin' }],
    unknownParameters: account.unknownParameters.map(([name, value]) => [name, value]),
  };
}
