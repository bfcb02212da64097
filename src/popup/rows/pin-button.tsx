import type { VNode } from 'preact';
import type { AccountView } from '../../messaging/page-responses.ts';
import { spokenNameOf } from '../../core/vault/records/account-name.ts';
import { ask } from '../../ui/ask.ts';
import { failureText } from '../../ui/failure-text.ts';
import { Icon } from '../../ui/brand/icons.tsx';
import { text } from '../../ui/text.ts';
import { announcement } from '../state.ts';

/** Quiet: seen where the account is pinned, or while its row has the pointer or the focus. */
export function PinButton({
  view,
  isCurrent,
}: {
  readonly view: AccountView;
  readonly isCurrent: boolean;
}): VNode {
  const { pinned } = view.account;
  const name = spokenNameOf(view.account);
  return (
    <button
      type="button"
      class={pinned ? 'row-pin is-pinned' : 'row-pin'}
      tabIndex={isCurrent ? 0 : -1}
      aria-label={text(pinned ? 'unpinOf' : 'pinOf', name)}
      title={text(pinned ? 'unpin' : 'pin')}
      onClick={() => void togglePin(view)}
    >
      <Icon name="pin" />
    </button>
  );
}

/** The row stays where it is while the popup is open, so what has changed is said. */
export async function togglePin({ id, account }: AccountView): Promise<void> {
  const pinned = !account.pinned;
  const stored = await ask('accounts/many', { ids: [id], change: { kind: 'pin', pinned } });
  const words = text(pinned ? 'pinnedOf' : 'unpinnedOf', spokenNameOf(account));
  announcement.value = stored.ok
    ? { text: words, isError: false }
    : { text: failureText(stored.error), isError: true };
}
