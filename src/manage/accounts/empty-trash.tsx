import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { ask } from '../../ui/ask.ts';
import { failureText } from '../../ui/failure-text.ts';
import { countText, text } from '../../ui/text.ts';
import { accounts, passkeys, refresh, toast } from '../state.ts';

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
  return (
    <div class="actions">
      {isAsking ? (
        <>
          <button type="button" class="button small danger" onClick={() => void empty()}>
            {countText(count, ['trashEmptyYes', 'trashEmptyYesOne'])}
          </button>
          <button type="button" class="button small" onClick={() => setAsking(false)}>
            {text('cancel')}
          </button>
        </>
      ) : (
        <button type="button" class="button small danger" onClick={() => setAsking(true)}>
          {text('trashEmpty')}
        </button>
      )}
    </div>
  );
}
