import type { VNode } from 'preact';
import { isOnRpId } from '../../core/passkeys/on-rp-id.ts';
import type { AccountView } from '../../messaging/page-responses.ts';
import { countText } from '../../ui/text.ts';
import { passkeys } from '../state.ts';

/** Beside an account: how many passkeys there are for the same site. */
export function PasskeysOfAccount({ view }: { readonly view: AccountView }): VNode | null {
  const { sites } = view.account;
  const count = passkeys.value.filter(
    ({ deletedAt, rpId }) => deletedAt === null && sites.some(({ origin }) => isOnRpId(origin, rpId)),
  ).length;
  if (count === 0) return null;
  return <a href="#/passkeys">{countText(count, ['passkeysOfSite', 'passkeysOfSiteOne'])}</a>;
}
