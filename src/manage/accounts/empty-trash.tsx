import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { ask } from '../../ui/ask.ts';
import { failureText } from '../../ui/failure-text.ts';
import { countText, text } from '../../ui/text.ts';
import { accounts, passkeys, refresh, toast } from '../state.ts';
import { TypedConfirm } from '../typed-confirm.tsx';

/** Accounts and passkeys together: there is one trash. */
export function EmptyTrash(): VNode {
  const count = [...accounts.value, ...passkeys.value].filter(({ deletedAt }) => deletedAt !== null).length;
  const [isAsking, setAsking] = useState(false);
  async function empty(): Promise<void> {
    const emptied = await ask('trash/empty', {});
    toast.value = {
      text: emptied.ok ? text('trashEmptied', emptied.value.removed) : failureText(emptied.error),
    };
    await refresh();
  }
  if (isAsking) {
    return (
      <TypedConfirm
        yes={countText(count, ['trashEmptyYes', 'trashEmptyYesOne'])}
        onYes={() => void empty()}
        onCancel={() => setAsking(false)}
      />
    );
  }
  return (
    <div class="actions">
      <button type="button" class="button small danger" onClick={() => setAsking(true)}>
        {text('trashEmpty')}
      </button>
    </div>
  );
}
