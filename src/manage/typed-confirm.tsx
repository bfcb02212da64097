import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { text } from '../ui/text.ts';
import { TextField } from '../ui/text-field.tsx';

/** Before what cannot be taken back: a word is typed, so that no two clicks in a row do it. */
export function TypedConfirm(props: {
  /** What stands on the button. */
  readonly yes: string;
  readonly onYes: () => void;
  readonly onCancel: () => void;
}): VNode {
  const [typed, setTyped] = useState('');
  const [isWrong, setWrong] = useState(false);
  const word = text('eraseWord');
  function confirm(event: Event): void {
    event.preventDefault();
    const isRight = typed.trim().toLowerCase() === word.toLowerCase();
    setWrong(!isRight);
    if (isRight) props.onYes();
  }
  return (
    <form class="stack narrow" onSubmit={confirm}>
      <TextField
        label={text('typeToConfirm', word)}
        value={typed}
        onInput={setTyped}
        error={isWrong ? text('recoveryKeyGroupWrong') : undefined}
        autocomplete="off"
        autoFocus
      />
      <div class="actions">
        <button type="submit" class="button small danger">
          {props.yes}
        </button>
        <button type="button" class="button small" onClick={props.onCancel}>
          {text('cancel')}
        </button>
      </div>
    </form>
  );
}
