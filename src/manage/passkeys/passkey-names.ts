import type { PasskeyView } from '../../messaging/passkey-list-responses.ts';
import { spokenNameOf, visibleName } from '../../core/vault/records/account-name.ts';
import { text } from '../../ui/text.ts';

interface Names {
  readonly issuer: string;
  readonly accountName: string;
}

/** A passkey as an account is named: the site, and who signs in there. */
export function namesOf({ rpId, rpName, userName, displayName }: PasskeyView): Names {
  return { issuer: rpName === '' ? rpId : rpName, accountName: userName === '' ? displayName : userName };
}

/** In a list of accounts, where a passkey of the same site and name must not be taken for one. */
export function nameInLists(item: Names & { readonly isPasskey: boolean }): string {
  const name = visibleName(spokenNameOf(item));
  return item.isPasskey ? text('passkeyOf', name) : name;
}
