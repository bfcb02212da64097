// One code of an administrator, which ends by itself: kept apart from the sheets, and given before them.
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { readTypedCodes } from '../../core/recovery/typed-codes.ts';
import { systemClock } from '../../platform/system.ts';
import { ask } from '../../ui/ask.ts';
import { failureText } from '../../ui/failure-text.ts';
import { text } from '../../ui/text.ts';
import { TextField } from '../../ui/text-field.tsx';
import { refresh, toast } from '../state.ts';
import { temporaryText } from './temporary-text.ts';

/** As long as the codes of most help desks. */
const USUAL_HOURS = 24;
const MOST_HOURS = 720;
const HOUR_MS = 3_600_000;

type Problem = { readonly field: 'code' | 'hours'; readonly sentence: string } | undefined;

export function AddTemporary(props: { readonly accountId: string; readonly onDone: () => void }): VNode {
  const [code, setCode] = useState('');
  const [hours, setHours] = useState(String(USUAL_HOURS));
  const [problem, setProblem] = useState<Problem>();
  const errorOf = (field: 'code' | 'hours') => (problem?.field === field ? problem.sentence : undefined);

  async function save(event: Event): Promise<void> {
    event.preventDefault();
    const refused = await keepTemporary(props.accountId, code, hours);
    setProblem(refused);
    if (refused === undefined) props.onDone();
  }

  return (
    <form class="stack" onSubmit={(event) => void save(event)}>
      <TextField
        label={text('temporaryCode')}
        hint={text('temporaryHint')}
        value={code}
        onInput={setCode}
        error={errorOf('code')}
        autocomplete="off"
        autoFocus
      />
      <TextField
        label={text('temporaryHours')}
        type="number"
        value={hours}
        onInput={setHours}
        error={errorOf('hours')}
      />
      <div class="actions">
        <button class="button small primary" type="submit">
          {text('temporaryKeep')}
        </button>
        <button type="button" class="button small" onClick={props.onDone}>
          {text('cancel')}
        </button>
      </div>
    </form>
  );
}

async function keepTemporary(accountId: string, typed: string, hours: string): Promise<Problem> {
  const [code] = readTypedCodes(typed);
  if (code === undefined) return { field: 'code', sentence: text('sheetNeedsCodes') };
  const count = Number(hours);
  if (!Number.isInteger(count) || count < 1 || count > MOST_HOURS) {
    return { field: 'hours', sentence: text('temporaryBadHours') };
  }
  const expiresAt = systemClock.now() + count * HOUR_MS;
  const kept = await ask('recovery/keep', {
    accountId,
    label: '',
    site: null,
    source: 'typed',
    codes: [{ text: code, isUsed: false }],
    expiresAt,
    replaces: null,
  });
  if (!kept.ok) return { field: 'code', sentence: failureText(kept.error) };
  toast.value = { text: temporaryText(expiresAt) };
  await refresh();
  return undefined;
}
