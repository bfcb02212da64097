import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { SlotView } from '../messaging/page-responses.ts';
import { ask } from '../ui/ask.ts';
import { failureText } from '../ui/failure-text.ts';
import { countText, text } from '../ui/text.ts';
import { ConfirmForm } from './confirm-form.tsx';
import { accounts, refresh, toast } from './state.ts';

/** Removes every vault of this browser, once the passphrase was right. */
export function EraseSection(): VNode {
  const [slots, setSlots] = useState<readonly SlotView[]>();
  async function open(): Promise<void> {
    const listed = await ask('slots/list', {});
    if (listed.ok) setSlots(listed.value);
    else toast.value = { text: failureText(listed.error) };
  }
  return (
    <section class="stack">
      <h2>{text('eraseVault')}</h2>
      <p>{text('eraseVaultText')}</p>
      {slots === undefined ? (
        <div class="actions">
          <button type="button" class="button small danger" onClick={() => void open()}>
            {text('eraseVault')}
          </button>
        </div>
      ) : (
        <ConfirmForm
          slots={slots}
          label={eraseLabel(accounts.value.length)}
          busyLabel={text('working')}
          isDangerous
          work={(presented) => ask('vault/erase', { presented })}
          onDone={() => void refresh()}
          onCancel={() => setSlots(undefined)}
        >
          <p class="notice danger">{text('eraseVaultWarning')}</p>
        </ConfirmForm>
      )}
    </section>
  );
}

function eraseLabel(count: number): string {
  return count === 0 ? text('eraseVaultYesNone') : countText(count, ['eraseVaultYes', 'eraseVaultYesOne']);
}
