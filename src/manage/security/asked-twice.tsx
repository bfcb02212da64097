import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { focusOnce } from '../../ui/focus-once.ts';
import { text } from '../../ui/text.ts';

/** A button whose first click says what will happen, and whose second one does it. */
export function AskedTwice(props: {
  readonly label: string;
  readonly says: string;
  readonly yes: string;
  readonly isBusy?: boolean;
  readonly onYes: () => void;
}): VNode {
  const [isAsking, setAsking] = useState(false);
  if (!isAsking) {
    return (
      <button type="button" class="button small" disabled={props.isBusy} onClick={() => setAsking(true)}>
        {props.label}
      </button>
    );
  }
  return (
    <div class="stack">
      <p ref={focusOnce} tabIndex={-1}>
        {props.says}
      </p>
      <div class="actions">
        <button type="button" class="button small danger" disabled={props.isBusy} onClick={props.onYes}>
          {props.yes}
        </button>
        <button type="button" class="button small" onClick={() => setAsking(false)}>
          {text('cancel')}
        </button>
      </div>
    </div>
  );
}
