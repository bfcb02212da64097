// The verbs about the passkeys that are kept.
import type { passkeyListRequests } from '../../messaging/passkey-list-requests.ts';
import type { PageHandlers } from '../../messaging/router.ts';
import type { PasskeyRecords } from './passkey-records.ts';
import type { PasskeyWaits } from './passkey-waits.ts';

interface PasskeyListServices {
  readonly passkeys: PasskeyRecords;
  readonly provider: { readonly waits: PasskeyWaits };
  readonly originOfTab: (tabId: number) => Promise<string | null>;
}

export function passkeyListHandlers({
  passkeys,
  provider,
  originOfTab,
}: PasskeyListServices): Pick<PageHandlers, keyof typeof passkeyListRequests> {
  return {
    'passkeys/list': ({ origin }) => passkeys.list(origin),
    'passkeys/rename': ({ id, ...names }) => nothing(passkeys.rename(id, names)),
    'passkeys/offer-again': ({ id }) => nothing(passkeys.offerAgain(id)),
    'passkeys/trash': ({ id }) => nothing(passkeys.trash(id)),
    'passkeys/restore': ({ id }) => nothing(passkeys.restore(id)),
    'passkeys/erase': ({ id }) => nothing(passkeys.erase(id)),
    'passkeys/sign-in': async ({ tabId, id }) =>
      provider.waits.pick(tabId, (await originOfTab(tabId)) ?? '', id),
  };
}

async function nothing(work: Promise<unknown>): Promise<null> {
  await work;
  return null;
}
