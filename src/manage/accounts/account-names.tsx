import type { VNode } from 'preact';
import { displayHost } from '../../core/sites/origin.ts';
import type { AccountView } from '../../messaging/page-responses.ts';
import { subtitleOf, titleOf, visibleName } from '../../core/vault/records/account-name.ts';
import { Icon } from '../../ui/brand/icons.tsx';
import { Monogram } from '../../ui/brand/monogram.tsx';
import { text } from '../../ui/text.ts';

/** Icon, name, sites and tags of one account in a list. */
export function AccountNames({ view: { account } }: { readonly view: AccountView }): VNode {
  const details = [subtitleOf(account), ...account.sites.map(({ origin }) => displayHost(origin))];
  return (
    <>
      <Monogram account={account} />
      <div class="names">
        <strong>
          <bdi>{visibleName(titleOf(account))}</bdi>
          {account.pinned ? (
            <span class="pin-mark" role="img" aria-label={text('pinned')} title={text('pinned')}>
              <Icon name="pin" />
            </span>
          ) : null}
        </strong>
        <bdi class="hint">{visibleName(details.filter((part) => part !== '').join(' · '))}</bdi>
        {account.tags.length === 0 ? null : (
          <span class="tags">
            {account.tags.map((tag) => (
              <bdi class="tag" key={tag}>
                {visibleName(tag)}
              </bdi>
            ))}
          </span>
        )}
      </div>
    </>
  );
}
