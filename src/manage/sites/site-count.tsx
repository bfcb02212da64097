import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { Reconciled, SheetView } from '../../messaging/recovery-responses.ts';
import { ask } from '../../ui/ask.ts';
import { failureText } from '../../ui/failure-text.ts';
import { text } from '../../ui/text.ts';
import { TextField } from '../../ui/text-field.tsx';
import { CancelButton } from '../security/new-passphrase-form.tsx';

/** What the site itself says is left, compared with the marks of the sheet. */
export function SiteCount(props: {
  readonly sheet: SheetView;
  readonly onChanged: () => void;
  readonly onDone: () => void;
}): VNode {
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<string>();
  const [said, setSaid] = useState<string>();
  async function compare(event: Event): Promise<void> {
    event.preventDefault();
    if (!/^\d{1,3}$/.test(typed.trim())) return setError(text('sheetCountBad'));
    const compared = await ask('recovery/reconcile', {
      sheetId: props.sheet.id,
      left: Number(typed.trim()),
    });
    if (!compared.ok) return setError(failureText(compared.error));
    setError(undefined);
    setSaid(sentenceOf(compared.value));
    return props.onChanged();
  }
  return (
    <form class="stack narrow" onSubmit={(event) => void compare(event)}>
      <TextField label={text('sheetCountLabel')} value={typed} onInput={setTyped} error={error} autoFocus />
      {said === undefined ? null : <p role="status">{said}</p>}
      <div class="actions">
        <button type="submit" class="button small primary">
          {text('sheetCountDo')}
        </button>
        <CancelButton onCancel={props.onDone} />
      </div>
    </form>
  );
}

function sentenceOf(compared: Reconciled): string {
  switch (compared.outcome) {
    case 'agrees':
      return text('sheetCountAgrees');
    case 'settled':
      return text(compared.worked ? 'sheetCountWorked' : 'sheetCountRefused');
    case 'differs':
      return compared.missing > 0
        ? text('sheetCountFewer', compared.missing)
        : text('sheetCountMore', -compared.missing);
  }
}
