import type { VNode } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { failureText } from '../../ui/failure-text.ts';
import { focusOnce } from '../../ui/focus-once.ts';
import { text } from '../../ui/text.ts';
import type { AccountRow } from './import-rows.ts';
import { rename } from './import-state.ts';

/** In UTF-16 units: what an account keeps. */
const MAX_NAME = 256;

/** In the row itself and of its height, so that nothing moves. */
export function NameFields({
  row,
  onDone,
}: {
  readonly row: AccountRow;
  readonly onDone: () => void;
}): VNode {
  const [issuer, setIssuer] = useState(row.account.issuer);
  const [accountName, setAccountName] = useState(row.account.accountName);
  const [problem, setProblem] = useState<string>();
  const form = useRef<HTMLFormElement>(null);

  function leave(): void {
    form.current?.closest<HTMLElement>('[role="row"]')?.focus();
    onDone();
  }

  async function save(event: Event): Promise<void> {
    event.preventDefault();
    const names = { issuer: issuer.trim(), accountName: accountName.trim() };
    if (names.issuer === '' && names.accountName === '') return setProblem(text('needName'));
    const refused = await rename(row, names);
    if (refused !== undefined) return setProblem(failureText(refused));
    return leave();
  }

  return (
    <span role="gridcell" class="grid-edit">
      <form
        ref={form}
        onSubmit={(event) => void save(event)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') leave();
        }}
      >
        <input ref={focusOnce} aria-invalid={problem !== undefined} {...field('issuer', issuer, setIssuer)} />
        <input {...field('accountName', accountName, setAccountName)} />
        <button type="submit" class="button small primary">
          {text('previewSave')}
        </button>
        <button type="button" class="button small" onClick={leave}>
          {text('cancel')}
        </button>
      </form>
      {problem === undefined ? null : (
        <span class="error" role="alert">
          {problem}
        </span>
      )}
    </span>
  );
}

function field(label: 'issuer' | 'accountName', value: string, set: (value: string) => void) {
  return {
    type: 'text' as const,
    'aria-label': text(label),
    maxLength: MAX_NAME,
    value,
    onInput: (event: { readonly currentTarget: { readonly value: string } }) =>
      set(event.currentTarget.value),
  };
}
