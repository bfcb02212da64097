import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { AccountView } from '../../messaging/page-responses.ts';
import { ask } from '../../ui/ask.ts';
import { failureText } from '../../ui/failure-text.ts';
import { ParameterFields } from '../../ui/parameter-fields.tsx';
import { text } from '../../ui/text.ts';
import { TextField } from '../../ui/text-field.tsx';
import { AccountCodes } from './account-codes.tsx';
import { ShowQrButton } from '../export/show-qr-button.tsx';
import {
  changedParameters,
  type AccountDraft,
  draftOf,
  editedFrom,
  type EditProblem,
  type Edited,
} from './edited-account.ts';
import { IconField } from './icon-field.tsx';
import { WholeSites } from '../sites/whole-sites.tsx';
import { refresh, toast } from '../state.ts';

type Problem = { readonly field: 'name' | 'sites' | 'parameters'; readonly sentence: string } | undefined;

export function EditAccount(props: { readonly view: AccountView; readonly onDone: () => void }): VNode {
  const [draft, setDraft] = useState<AccountDraft>(() => draftOf(props.view.account));
  const [problem, setProblem] = useState<Problem>();
  const change = (part: Partial<AccountDraft>) => setDraft({ ...draft, ...part });
  const errorOf = (field: 'name' | 'sites') => (problem?.field === field ? problem.sentence : undefined);

  async function save(event: Event): Promise<void> {
    event.preventDefault();
    const refused = await saveDraft(props.view, draft);
    setProblem(refused);
    if (refused === undefined) props.onDone();
  }

  return (
    <form
      class="whole stack"
      onSubmit={(event) => void save(event)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') props.onDone();
      }}
    >
      <NamedFields draft={draft} change={change} errorOf={errorOf} />
      <EditParameters
        draft={draft}
        change={change}
        error={problem?.field === 'parameters' ? problem.sentence : undefined}
      />
      <AccountCodes view={props.view} />
      <div class="actions">
        <button class="button small primary" type="submit">
          {text('previewSave')}
        </button>
        <button type="button" class="button small" onClick={props.onDone}>
          {text('cancel')}
        </button>
        <ShowQrButton id={props.view.id} />
      </div>
    </form>
  );
}

function NamedFields(props: {
  readonly draft: AccountDraft;
  readonly change: (part: Partial<AccountDraft>) => void;
  readonly errorOf: (field: 'name' | 'sites') => string | undefined;
}): VNode {
  const { draft, change, errorOf } = props;
  return (
    <>
      <TextField
        label={text('issuer')}
        value={draft.issuer}
        onInput={(issuer) => change({ issuer })}
        error={errorOf('name')}
        autoFocus
      />
      <TextField
        label={text('accountName')}
        value={draft.accountName}
        onInput={(accountName) => change({ accountName })}
      />
      <TextField
        label={text('sitesOfAccount')}
        hint={text('sitesHint')}
        value={draft.lines}
        onInput={(lines) => change({ lines })}
        lines={3}
        error={errorOf('sites')}
      />
      <WholeSites draft={draft} change={change} />
      <TextField
        label={text('tags')}
        hint={text('tagsHint')}
        value={draft.tags}
        onInput={(tags) => change({ tags })}
      />
      <IconField draft={draft} change={change} />
      <label class="choice">
        <input
          type="checkbox"
          checked={draft.pinned}
          onChange={(event) => change({ pinned: event.currentTarget.checked })}
        />
        {text('pinnedToTop')}
      </label>
    </>
  );
}

/** Out of sight until asked for: who changes these without the site's asking gets codes that it refuses. */
function EditParameters(props: {
  readonly draft: AccountDraft;
  readonly change: (part: Partial<AccountDraft>) => void;
  readonly error: string | undefined;
}): VNode {
  return (
    <details>
      <summary>{text('howCodesAreMade')}</summary>
      <div class="stack">
        <p class="notice warning">{text('parametersWarning')}</p>
        <ParameterFields draft={props.draft} onChange={props.change} />
        {props.error === undefined ? null : (
          <p class="error" role="alert">
            {props.error}
          </p>
        )}
      </div>
    </details>
  );
}

/** Saves, and offers the way back; or says what is wrong, and changes nothing. */
async function saveDraft({ id, account }: AccountView, draft: AccountDraft): Promise<Problem> {
  const edited = editedFrom(draft);
  if (typeof edited === 'string' || 'badSite' in edited) return problemOf(edited);
  const stored = await send(id, edited, account);
  if (!stored.ok) return { field: 'name', sentence: failureText(stored.error) };
  toast.value = { text: text('updated'), undo: () => undoEdit(id, account, edited) };
  await refresh();
  return undefined;
}

function problemOf(problem: EditProblem): Problem {
  if (typeof problem === 'object') return { field: 'sites', sentence: text('badSite', problem.badSite) };
  switch (problem) {
    case 'no-name':
      return { field: 'name', sentence: text('needName') };
    case 'too-long':
      return { field: 'name', sentence: text('labelTooLong') };
    case 'bad-parameters':
      return { field: 'parameters', sentence: text('badParameters') };
  }
}

async function undoEdit(id: string, account: AccountView['account'], edited: Edited): Promise<void> {
  const undone = await send(id, account, edited);
  if (!undone.ok) toast.value = { text: failureText(undone.error) };
  await refresh();
}

function send(
  id: string,
  {
    issuer,
    accountName,
    sites,
    tags,
    pinned,
    icon = null,
    parameters,
  }: Omit<Edited, 'icon'> & {
    readonly icon?: string | null | undefined;
  },
  before: Pick<Edited, 'parameters'>,
) {
  const changed = changedParameters(parameters, before.parameters);
  return ask('accounts/edit', {
    id,
    issuer,
    accountName,
    sites: [...sites],
    tags: [...tags],
    pinned,
    icon,
    ...changed,
  });
}
