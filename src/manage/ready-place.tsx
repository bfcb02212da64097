import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { SlotView } from '../messaging/page-responses.ts';
import { ask } from '../ui/ask.ts';
import { text } from '../ui/text.ts';
import { FirstSteps } from './first-steps.tsx';
import { NewRecoveryKey } from './security/new-recovery-key.tsx';
import { WaysToFirst } from './no-accounts.tsx';
import { accounts } from './state.ts';

/** What to do next, right after the vault was made: a second way in, and something to put into it. */
export function ReadyPlace(): VNode {
  const [slots, setSlots] = useState<readonly SlotView[]>([]);
  const [isMaking, setMaking] = useState(false);
  const load = () =>
    void ask('slots/list', {}).then((listed) => {
      if (listed.ok) setSlots(listed.value);
    });
  useEffect(load, []);
  const hasKey = slots.some(({ kind }) => kind === 'recovery-key');
  const hasAccount = accounts.value.some(({ deletedAt }) => deletedAt === null);
  return (
    <>
      <FirstSteps at={hasKey ? 3 : 2} />
      <h1>{text('createdTitle')}</h1>
      <p>{text('createdText')}</p>
      <section class="stack">
        <h2>{text('recoveryKey')}</h2>
        {hasKey ? <p role="status">{text('recoveryKeyKept')}</p> : null}
        {!hasKey && !isMaking ? <OfferKey onMake={() => setMaking(true)} /> : null}
        {isMaking ? (
          <NewRecoveryKey
            slots={slots}
            onDone={() => {
              setMaking(false);
              load();
            }}
            onCancel={() => setMaking(false)}
          />
        ) : null}
      </section>
      <section class="stack">
        <h2>{text('firstAccount')}</h2>
        {hasAccount ? <p role="status">{text('firstAccountThere')}</p> : <FirstAccount />}
      </section>
    </>
  );
}

function OfferKey({ onMake }: { readonly onMake: () => void }): VNode {
  return (
    <>
      <p class="notice warning">{text('createdRecoveryKey')}</p>
      <div class="actions">
        <button type="button" class="button primary" onClick={onMake}>
          {text('recoveryKeyMake')}
        </button>
      </div>
    </>
  );
}

function FirstAccount(): VNode {
  return (
    <>
      <p>{text('firstAccountText')}</p>
      <p class="hint">{text('createdPin')}</p>
      <WaysToFirst />
    </>
  );
}
