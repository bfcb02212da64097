import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { Result } from '../../core/result.ts';
import type { FailureCode } from '../../messaging/failure.ts';
import { failureText } from '../../ui/failure-text.ts';
import { text } from '../../ui/text.ts';
import { refresh, toast } from '../state.ts';
import { TypedConfirm } from '../typed-confirm.tsx';

/** Of one thing in the trash: back, or gone for good after a question. */
export function TrashedActions(props: {
  /** For screen readers, beside what the buttons say. */
  readonly name: string;
  /** What is lost. */
  readonly warning: string;
  readonly restore: () => Promise<void>;
  readonly erase: () => Promise<Result<null, FailureCode>>;
}): VNode {
  const [isAsking, setAsking] = useState(false);
  async function erase(): Promise<void> {
    const erased = await props.erase();
    if (!erased.ok) toast.value = { text: failureText(erased.error) };
    await refresh();
  }
  if (isAsking) {
    return (
      <div class="whole stack">
        <p class="notice warning" role="alert">
          {props.warning}
        </p>
        <TypedConfirm
          yes={text('eraseConfirmYes')}
          onYes={() => void erase()}
          onCancel={() => setAsking(false)}
        />
      </div>
    );
  }
  return (
    <div class="actions">
      <button
        type="button"
        class="button small"
        aria-label={text('restoreOf', props.name)}
        onClick={() => void props.restore()}
      >
        {text('restore')}
      </button>
      <button
        type="button"
        class="button small danger"
        aria-label={text('eraseForGoodOf', props.name)}
        onClick={() => setAsking(true)}
      >
        {text('eraseForGood')}
      </button>
    </div>
  );
}
