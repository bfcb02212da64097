import type { VNode } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { SlotView } from '../../messaging/page-responses.ts';
import { ask } from '../../ui/ask.ts';
import { failureText } from '../../ui/failure-text.ts';
import { countText, text } from '../../ui/text.ts';
import { ConfirmForm } from './confirm-form.tsx';
import { goTo } from '../place.ts';
import { accounts, refresh, toast, wasErased } from '../state.ts';
import { forgetVaultName } from '../vault-name.ts';

/** Removes every vault of this browser, once the passphrase was right. */
export function EraseSection(): VNode {
  const [slots, setSlots] = useState<readonly SlotView[]>();
  const heading = useRef<HTMLHeadingElement>(null);
  function close(): void {
    heading.current?.focus();
    setSlots(undefined);
  }
  async function open(): Promise<void> {
    const listed = await ask('slots/list', {});
    if (listed.ok) setSlots(listed.value);
    else toast.value = { text: failureText(listed.error) };
  }
  return (
    <section class="stack">
      <h2 ref={heading} tabIndex={-1}>
        {text('eraseVault')}
      </h2>
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
          onDone={erased}
          onCancel={close}
        >
          <div class="notice danger stack">
            <p>{text('eraseVaultWarning')}</p>
            <div class="actions">
              <a class="button small" href="#/backup">
                {text('backupMake')}
              </a>
            </div>
          </div>
        </ConfirmForm>
      )}
    </section>
  );
}

function erased(): void {
  wasErased.value = true;
  forgetVaultName();
  goTo('welcome');
  void refresh();
}

function eraseLabel(count: number): string {
  return count === 0 ? text('eraseVaultYesNone') : countText(count, ['eraseVaultYes', 'eraseVaultYesOne']);
}
