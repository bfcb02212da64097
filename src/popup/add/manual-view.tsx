import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { displayHost } from '../../core/sites/origin.ts';
import { failureText, keyUriErrorText } from '../../ui/failure-text.ts';
import { text } from '../../ui/text.ts';
import { TextField } from '../../ui/text-field.tsx';
import { type Addition, previewAdditions } from '../../ui/scan/additions.ts';
import { AdditionsForm } from '../../ui/scan/additions-form.tsx';
import { accountFromManual, EMPTY_ENTRY, type ManualEntry } from './manual-entry.ts';
import { ManualParameters, type PartProps } from './manual-parameters.tsx';
import { isPrivate, pageOrigin } from '../state.ts';
import { isSavedShown, SavedNote } from '../saved-note.tsx';
import { SubView } from '../sub-view.tsx';

interface Problem {
  readonly field: 'secret' | 'issuer';
  readonly sentence: string;
}

export function ManualView(): VNode {
  const [entry, setEntry] = useState<ManualEntry>({
    ...EMPTY_ENTRY,
    // The site of a private window is remembered only by an explicit tick.
    isForThisSite: !isPrivate.value,
  });
  const [problem, setProblem] = useState<Problem>();
  const [additions, setAdditions] = useState<readonly Addition[]>();

  async function preview(event: Event): Promise<void> {
    event.preventDefault();
    const result = await previewEntry(entry, pageOrigin.value);
    if ('sentence' in result) setProblem(result);
    else setAdditions(result.additions);
  }

  return (
    <SubView title={text(isSavedShown.value ? 'updated' : 'manualTitle')}>
      {additions === undefined ? (
        <form class="stack" onSubmit={(event) => void preview(event)}>
          <NameFields
            entry={entry}
            problem={problem}
            onChange={(part) => setEntry((before) => ({ ...before, ...part }))}
          />
          <button class="button primary" type="submit">
            {text('next')}
          </button>
        </form>
      ) : (
        <AdditionsForm additions={additions} saved={(saved, ids) => <SavedNote saved={saved} ids={ids} />} />
      )}
    </SubView>
  );
}

function NameFields({
  entry,
  problem,
  onChange,
}: PartProps & { readonly problem: Problem | undefined }): VNode {
  const errorOf = (field: Problem['field']) => (problem?.field === field ? problem.sentence : undefined);
  return (
    <>
      <TextField
        label={text('secretOrUri')}
        hint={text('secretHint')}
        value={entry.secret}
        onInput={(secret) => onChange({ secret })}
        error={errorOf('secret')}
        autoFocus
      />
      <TextField
        label={text('issuer')}
        value={entry.issuer}
        onInput={(issuer) => onChange({ issuer })}
        error={errorOf('issuer')}
      />
      <TextField
        label={text('accountName')}
        value={entry.accountName}
        onInput={(accountName) => onChange({ accountName })}
      />
      {pageOrigin.value === null ? null : (
        <label class="choice">
          <input
            type="checkbox"
            checked={entry.isForThisSite}
            onChange={(event) => onChange({ isForThisSite: event.currentTarget.checked })}
          />
          {text('forThisSite', displayHost(pageOrigin.value))}
        </label>
      )}
      <ManualParameters entry={entry} onChange={onChange} />
    </>
  );
}

async function previewEntry(
  entry: ManualEntry,
  origin: string | null,
): Promise<Problem | { readonly additions: readonly Addition[] }> {
  const account = accountFromManual(entry);
  if (!account.ok) {
    return account.error === 'needs-name'
      ? { field: 'issuer', sentence: text('needName') }
      : { field: 'secret', sentence: keyUriErrorText(account.error) };
  }
  const previews = await previewAdditions(
    [account.value],
    origin === null ? null : { origin, isChosen: entry.isForThisSite },
  );
  return previews.ok
    ? { additions: previews.value }
    : { field: 'secret', sentence: failureText(previews.error) };
}
