import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { displayHost, isInsecureOrigin } from '../core/sites/origin.ts';
import type { FailureCode } from '../messaging/failure.ts';
import { subtitleOf, titleOf, visibleName } from '../ui/account-name.ts';
import { failureText } from '../ui/failure-text.ts';
import { focusOnce } from '../ui/focus-once.ts';
import { Monogram } from '../ui/monogram.tsx';
import { text } from '../ui/text.ts';
import { type Addition, type AdditionChoice, saveAdditions } from './additions.ts';
import { SavedNote } from './saved-note.tsx';

/** Preview, choose, save: nothing is stored before the button is pressed. */
export function AdditionsForm(props: { readonly additions: readonly Addition[] }): VNode {
  const [additions, setAdditions] = useState(props.additions);
  const [failure, setFailure] = useState<FailureCode>();
  const [savedIds, setSavedIds] = useState<readonly string[]>();
  const [isBusy, setBusy] = useState(false);
  const wanted = additions.filter(({ choice }) => choice !== 'skip');

  async function save(event: Event): Promise<void> {
    event.preventDefault();
    setBusy(true);
    const saved = await saveAdditions(additions);
    setBusy(false);
    if (saved.ok) setSavedIds(saved.value.ids);
    else setFailure(saved.error);
  }

  function choose(index: number, choice: AdditionChoice): void {
    setAdditions(additions.map((addition, at) => (at === index ? { ...addition, choice } : addition)));
  }

  if (savedIds !== undefined) return <SavedNote saved={wanted} ids={savedIds} />;
  return (
    <form class="stack" onSubmit={(event) => void save(event)}>
      <ul class="found">
        {additions.map((addition, index) => (
          <FoundAccount
            key={`${addition.account.secret}${addition.account.accountName}`}
            addition={addition}
            index={index}
            isOnly={additions.length === 1}
            onChoose={(choice) => choose(index, choice)}
          />
        ))}
      </ul>
      {failure === undefined ? null : (
        <p class="notice danger" role="alert">
          {failureText(failure)}
        </p>
      )}
      {wanted.length === 0 ? <p class="hint">{text('previewNothingNew')}</p> : null}
      <button ref={focusOnce} class="button primary" type="submit" disabled={isBusy || wanted.length === 0}>
        {wanted.length > 1 ? text('previewSaveMany', wanted.length) : text('previewSave')}
      </button>
    </form>
  );
}

function FoundAccount(props: {
  readonly addition: Addition;
  readonly index: number;
  readonly isOnly: boolean;
  readonly onChoose: (choice: AdditionChoice) => void;
}): VNode {
  const { account, preview, choice } = props.addition;
  const [site] = account.sites;
  return (
    <li>
      <Monogram account={account} />
      <div class="names">
        <bdi class="row-title">{visibleName(titleOf(account))}</bdi>
        <br />
        <bdi class="hint">{visibleName(subtitleOf(account))}</bdi>
      </div>
      <div class="details stack">
        <p class="hint">
          {site === undefined ? text('previewNoSite') : text('previewSite', displayHost(site.origin))}
        </p>
        {site !== undefined && isInsecureOrigin(site.origin) ? (
          <p class="notice warning">{text('insecureSite')}</p>
        ) : null}
        {preview.kind === 'same' ? <p class="notice">{text('previewSame')}</p> : null}
        {preview.kind === 'conflict' ? <p class="notice warning">{text('previewConflict')}</p> : null}
        {preview.kind === 'conflict' ? <ConflictChoice {...props} /> : null}
        {preview.kind === 'new' && !props.isOnly ? (
          <label class="choice">
            <input
              type="checkbox"
              checked={choice === 'add'}
              onChange={(event) => props.onChoose(event.currentTarget.checked ? 'add' : 'skip')}
            />
            {text('previewSaveThis')}
          </label>
        ) : null}
      </div>
    </li>
  );
}

function ConflictChoice(props: {
  readonly addition: Addition;
  readonly index: number;
  readonly onChoose: (choice: AdditionChoice) => void;
}): VNode {
  const choices = [
    ['add', 'conflictKeepBoth'],
    ['replace', 'conflictReplace'],
    ['skip', 'conflictSkip'],
  ] as const;
  return (
    <fieldset>
      {choices.map(([choice, label]) => (
        <label key={choice} class="choice">
          <input
            type="radio"
            name={`choice-${props.index}`}
            checked={props.addition.choice === choice}
            onChange={() => props.onChoose(choice)}
          />
          {text(label)}
        </label>
      ))}
    </fieldset>
  );
}
