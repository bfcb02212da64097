import type { VNode } from 'preact';
import type { Account } from '../core/vault/account.ts';
import { monogramOf, tileColourOf } from './account-name.ts';

export function Monogram({ account }: { readonly account: Pick<Account, 'issuer' | 'accountName'> }): VNode {
  return (
    <span class="monogram" style={{ '--tile': tileColourOf(account) }} aria-hidden="true">
      {monogramOf(account)}
    </span>
  );
}
