import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { displayHost, isInsecureOrigin } from '../../core/sites/origin.ts';
import type { FailureCode } from '../../messaging/failure.ts';
import { subtitleOf, titleOf, visibleName } from '../../core/vault/records/account-name.ts';
import { failureText } from '../failure-text.ts';
import { focusOnce } from '../focus-once.ts';
import { Monogram } from '../brand/monogram.tsx';
import { text } from '../text.ts';
import { type Addition, saveAdditions } from './additions.ts';
import { forgetCompleteParts } from './kept-parts.ts';

/** Preview, choose, save: nothing is stored before the button is pressed. */
export function AdditionsForm(props: {
  readonly additions: readonly Addition[];
  /** What is shown in the form's place once they are stored. */
  readonly saved: (saved: readonly Addition[], ids: readonly string[]) => VNode;
}): VNode {
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
    if (!saved.ok) return setFailure(saved.error);
    void forgetCompleteParts();
    return setSavedIds(saved.value.ids);
  }

  function change(index: number, part: Partial<Addition>): void {
    setAdditions(additions.map((addition, at) => (at === index ? { ...addition, ...part } : addition)));
  }

  if (savedIds !== undefined) return props.saved(wanted, savedIds);
  return (
    <form class="stack" onSubmit={(event) => void save(event)}>
      <ul class="found">
        {additions.map((addition, index) => (
          <FoundAccount
            key={`${addition.account.secret}${addition.account.accountName}`}
            addition={addition}
            index={index}
            isOnly={additions.length === 1}
            onChange={(part) => change(index, part)}
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
  readonly onChange: (part: Partial<Addition>) => void;
}): VNode {
  const { account, preview, choice, isForSite } = props.addition;
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
        {preview.kind === 'new' && !props.isOnly ? (
          <label class="choice">
            <input
              type="checkbox"
              checked={choice === 'add'}
              onChange={(event) => props.onChange({ choice: event.currentTarget.checked ? 'add' : 'skip' })}
            />
            {text('previewSaveThis')}
          </label>
        ) : null}
        {site === undefined ? (
          <p class="hint">{text('previewNoSite')}</p>
        ) : (
          <label class="choice">
            <input
              type="checkbox"
              checked={isForSite}
              onChange={(event) => props.onChange({ isForSite: event.currentTarget.checked })}
            />
            {text('forThisSite', displayHost(site.origin))}
          </label>
        )}
        {site !== undefined && isForSite && isInsecureOrigin(site.origin) ? (
          <p class="notice warning">{text('insecureSite')}</p>
        ) : null}
        {preview.kind === 'same' ? <p class="notice">{text('previewSame')}</p> : null}
        {preview.kind === 'conflict' ? <p class="notice warning">{text('previewConflict')}</p> : null}
        {preview.kind === 'conflict' ? <ConflictChoice {...props} /> : null}
      </div>
    </li>
  );
}

function ConflictChoice(props: {
  readonly addition: Addition;
  readonly index: number;
  readonly onChange: (part: Partial<Addition>) => void;
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
            onChange={() => props.onChange({ choice })}
          />
          {text(label)}
        </label>
      ))}
    </fieldset>
  );
}
