import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { AccountView } from '../messaging/page-responses.ts';
import { ask } from '../ui/ask.ts';
import { failureText } from '../ui/failure-text.ts';
import { text } from '../ui/text.ts';
import { TextField } from '../ui/text-field.tsx';
import { sitesFromLines } from './sites-from-lines.ts';
import { ShowQrButton } from './export/show-qr-button.tsx';
import { refresh, toast } from './state.ts';

interface Draft {
  readonly issuer: string;
  readonly accountName: string;
  /** Origins, one a line. */
  readonly lines: string;
}

type Problem = { readonly field: 'name' | 'sites'; readonly sentence: string } | undefined;

export function EditAccount(props: { readonly view: AccountView; readonly onDone: () => void }): VNode {
  const { account } = props.view;
  const [draft, setDraft] = useState<Draft>({
    issuer: account.issuer,
    accountName: account.accountName,
    lines: account.sites.map(({ origin }) => origin).join('\n'),
  });
  const [problem, setProblem] = useState<Problem>();
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const errorOf = (field: 'name' | 'sites') => (problem?.field === field ? problem.sentence : undefined);

  async function save(event: Event): Promise<void> {
    event.preventDefault();
    const refused = await saveDraft(props.view, draft);
    setProblem(refused);
    if (refused === undefined) props.onDone();
  }

  return (
    <form class="whole stack" onSubmit={(event) => void save(event)}>
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

/** Saves, and offers the way back; or says what is wrong, and changes nothing. */
async function saveDraft({ id, account }: AccountView, draft: Draft): Promise<Problem> {
  const issuer = draft.issuer.trim();
  const accountName = draft.accountName.trim();
  if (issuer === '' && accountName === '') return { field: 'name', sentence: text('needName') };
  const sites = sitesFromLines(draft.lines, account.sites);
  if (!sites.ok) return { field: 'sites', sentence: text('badSite', sites.line) };
  const edited = await ask('accounts/edit', { id, issuer, accountName, sites: [...sites.sites] });
  if (!edited.ok) return { field: 'name', sentence: failureText(edited.error) };
  toast.value = { text: text('updated'), undo: () => undoEdit(id, account) };
  await refresh();
  return undefined;
}

async function undoEdit(id: string, { issuer, accountName, sites }: AccountView['account']): Promise<void> {
  const undone = await ask('accounts/edit', { id, issuer, accountName, sites: [...sites] });
  if (!undone.ok) toast.value = { text: failureText(undone.error) };
  await refresh();
}
