// Accounts that wait to be saved: what they are, and what the user wants done with each.
import { encodeBase64 } from '../../core/bytes/base64.ts';
import type { KeyUriAccount } from '../../core/key-uri/key-uri-account.ts';
import type { Result } from '../../core/result.ts';
import type { FailureCode } from '../../messaging/failure.ts';
import type { NewAccountMessage } from '../../messaging/page-requests.ts';
import type { AdditionPreview } from '../../messaging/page-responses.ts';
import { ask } from '../ask.ts';

export type AdditionChoice = 'add' | 'replace' | 'skip';

export interface Addition {
  readonly account: NewAccountMessage;
  readonly preview: AdditionPreview;
  readonly choice: AdditionChoice;
  /** Whether the site it was found on becomes one of its sites. */
  readonly isForSite: boolean;
}

/** The site that an account may belong to, and whether it is taken for granted that it does. */
export interface PreviewSite {
  readonly origin: string;
  readonly isChosen: boolean;
}

/** Compares with what is kept; an account that is there already starts as skipped, a conflicting one as a second. */
export async function previewAdditions(
  accounts: readonly KeyUriAccount[],
  site: PreviewSite | null,
): Promise<Result<readonly Addition[], FailureCode>> {
  const messages = accounts.map((account) => messageFor(account, site?.origin ?? null));
  const previews = await ask('accounts/preview', { accounts: messages });
  if (!previews.ok) return previews;
  const additions = messages.flatMap((account, index): Addition[] => {
    const preview = previews.value[index];
    return preview === undefined
      ? []
      : [
          {
            account,
            preview,
            choice: preview.kind === 'same' ? 'skip' : 'add',
            isForSite: site?.isChosen === true,
          },
        ];
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
      .map(({ account, preview, choice, isForSite }) => ({
        account: isForSite ? account : { ...account, sites: [] },
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
