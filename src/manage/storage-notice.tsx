// Above every place while something is wrong with the storage: what it is, and the two things that can be done.
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { Result } from '../core/result.ts';
import type { RunDecision } from '../core/vault/start-up.ts';
import type { FailureCode } from '../messaging/failure.ts';
import { ask } from '../ui/ask.ts';
import { failureText } from '../ui/failure-text.ts';
import { countText, type TextKey, text } from '../ui/text.ts';
import { AskedTwice } from './security/asked-twice.tsx';
import { refresh, status, toast } from './state.ts';

interface Choice {
  readonly label: TextKey;
  /** What it takes away: said before it is done. */
  readonly asks?: { readonly says: TextKey; readonly yes: TextKey };
  readonly act: () => Promise<Result<unknown, FailureCode>>;
  /** It repairs nothing by itself: whether it helped is seen. */
  readonly isTry?: true;
  /** The way out where the browser does not let the new database be made, now or ever. */
  readonly elseSays?: TextKey;
}

interface Notice {
  readonly says: TextKey;
  /** Where it tells a number. */
  readonly saysOfOne?: TextKey;
  readonly choices: readonly Choice[];
}

const TAKE_COPY: Choice = { label: 'storageTakeCopy', act: () => ask('storage/take-copy', {}) };
const KEEP: Choice = {
  label: 'storageKeep',
  asks: { says: 'storageKeepSays', yes: 'storageKeepYes' },
  act: () => ask('storage/keep-database', {}),
};

const NOTICES: {
  readonly [Decision in RunDecision]: Notice | undefined;
} = {
  run: undefined,
  'run-and-refresh-mirror': undefined,
  'ask-mirror-newer': { says: 'storageMirrorNewer', choices: [TAKE_COPY, KEEP] },
  'ask-older-copy': { says: 'storageOlderCopy', choices: [KEEP] },
  'run-from-mirror': {
    says: 'storageFromMirror',
    choices: [{ ...TAKE_COPY, label: 'storageRebuild', elseSays: 'storageMoveOut' }],
  },
  'run-salvaged': {
    says: 'storageSalvaged',
    choices: [{ label: 'storageKeepSalvaged', act: () => ask('storage/keep-salvaged', {}) }],
  },
  'run-stopped': {
    says: 'storageStopped',
    choices: [{ label: 'storageTryAgain', act: () => ask('storage/check', {}), isTry: true }],
  },
};

export function StorageNotice(): VNode | null {
  const current = status.value;
  const [isBusy, setBusy] = useState(false);
  const [wayOut, setWayOut] = useState<TextKey>();
  if (current?.state !== 'unlocked') return null;
  const notice = NOTICES[current.decision] ?? (current.troubles > 0 ? DAMAGED_RECORDS : undefined);
  if (notice === undefined) return null;

  async function choose({ act, isTry, elseSays }: Choice): Promise<void> {
    setBusy(true);
    const done = await act();
    setBusy(false);
    setWayOut(done.ok || done.error !== 'storage-unavailable' ? undefined : elseSays);
    if (!done.ok) toast.value = { text: failureText(done.error) };
    else if (isTry !== true) toast.value = { text: text('storageRepaired') };
    await refresh();
    // The button that was pressed may be gone, and the keyboard's place with it.
    if (document.activeElement === document.body) focusContent();
  }

  return (
    <section class="notice danger stack" role="alert">
      <p>{countText(current.troubles, [notice.says, notice.saysOfOne ?? notice.says])}</p>
      {wayOut === undefined ? null : <p>{text(wayOut)}</p>}
      <div class="actions">
        {wayOut === undefined ? null : (
          <a class="button small" href="#/backup">
            {text('storageMoveOutStart')}
          </a>
        )}
        {notice.choices.map((choice) => (
          <ChoiceButton
            key={choice.label}
            choice={choice}
            isBusy={isBusy}
            onChoose={() => void choose(choice)}
          />
        ))}
      </div>
    </section>
  );
}

function focusContent(): void {
  const heading = document.querySelector<HTMLElement>('main h1');
  if (heading === null) return;
  heading.tabIndex = -1;
  heading.focus();
}

function ChoiceButton(props: {
  readonly choice: Choice;
  readonly isBusy: boolean;
  readonly onChoose: () => void;
}): VNode {
  const { label, asks } = props.choice;
  if (asks !== undefined) {
    return (
      <AskedTwice
        label={text(label)}
        says={text(asks.says)}
        yes={text(asks.yes)}
        isBusy={props.isBusy}
        onYes={props.onChoose}
      />
    );
  }
  return (
    <button type="button" class="button small" disabled={props.isBusy} onClick={props.onChoose}>
      {text(label)}
    </button>
  );
}

const DAMAGED_RECORDS: Notice = {
  says: 'storageRecordsDamaged',
  saysOfOne: 'storageRecordsDamagedOne',
  choices: [{ label: 'storageRepairRecords', act: () => ask('storage/repair-records', {}) }],
};
