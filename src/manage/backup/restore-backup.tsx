import type { VNode } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { RestoreChoice, RestoreKind } from '../../core/backup/restore-plan.ts';
import type { RestorePreview } from '../../messaging/backup-responses.ts';
import { nameInLists } from '../passkeys/passkey-names.ts';
import { ask } from '../../ui/ask.ts';
import { failureText } from '../../ui/failure-text.ts';
import { Progress } from '../../ui/progress.tsx';
import { countText, type TextKey, text } from '../../ui/text.ts';
import { useIsLeft } from '../../ui/use-is-left.ts';
import { type GivenMessage, OpenBackupFile } from './opened-file.tsx';
import { goTo } from '../place.ts';
import { refresh, toast } from '../state.ts';

type Item = RestorePreview['items'][number];

interface Previewed {
  readonly given: GivenMessage;
  readonly preview: RestorePreview;
}

const KIND_TEXT: { readonly [Kind in RestoreKind]: TextKey } = {
  new: 'restoreNew',
  same: 'restoreSame',
  conflicting: 'restoreConflicting',
  'in-trash': 'restoreInTrash',
  removed: 'restoreRemoved',
  unreadable: 'restoreUnreadable',
};

const CHOICE_TEXT: { readonly [Choice in RestoreChoice]: TextKey } = {
  leave: 'restoreLeave',
  add: 'restoreAdd',
  replace: 'restoreReplace',
};

/** Preview first; what is not chosen is left, and all that is chosen is one change that the history can undo. */
export function RestoreBackup(): VNode {
  const [previewed, setPreviewed] = useState<Previewed>();

  const heading = useRef<HTMLHeadingElement>(null);
  function show(next: Previewed | undefined): void {
    heading.current?.focus();
    setPreviewed(next);
  }

  async function preview(given: GivenMessage): Promise<string | undefined> {
    const asked = await ask('backup/preview', { given });
    if (!asked.ok) return failureText(asked.error);
    show({ given, preview: asked.value });
    return undefined;
  }

  return (
    <section class="stack">
      <h2 ref={heading} tabIndex={-1}>
        {text('backupRestore')}
      </h2>
      <p>{text('backupRestoreText')}</p>
      {previewed === undefined ? (
        <OpenBackupFile
          label={text('backupPickToRestore')}
          button={text('backupPreview')}
          onGiven={preview}
        />
      ) : (
        <Preview previewed={previewed} onDone={() => show(undefined)} />
      )}
    </section>
  );
}

function Preview(props: { readonly previewed: Previewed; readonly onDone: () => void }): VNode {
  const { given, preview } = props.previewed;
  const [choices, setChoices] = useState(() => suggestionsOf(preview));
  const [isBusy, setBusy] = useState(false);
  const isLeft = useIsLeft();
  const chosen = [...choices.values()].filter((choice) => choice !== 'leave').length;
  const hasPasskeys = preview.items.some(({ isPasskey }) => isPasskey);

  async function restore(): Promise<void> {
    if (isBusy) return;
    setBusy(true);
    const count = await restoreChosen(given, choices);
    setBusy(false);
    if (count === undefined) return;
    // Whoever has gone elsewhere meanwhile stays there. What is said before another place is opened goes with this one.
    if (!isLeft.current) {
      goTo('accounts');
      props.onDone();
    }
    toast.value = { text: restoredText(count, hasPasskeys) };
  }

  return (
    <div class="stack">
      <ul class="entries">
        {preview.items.map((item) => (
          <ItemRow
            key={item.id}
            item={item}
            choice={choices.get(item.id) ?? 'leave'}
            isFixed={isBusy}
            onChoose={(choice) => setChoices(new Map(choices).set(item.id, choice))}
          />
        ))}
      </ul>
      <div class="actions">
        <button
          type="button"
          class="button primary"
          disabled={chosen === 0}
          aria-disabled={isBusy}
          onClick={() => void restore()}
        >
          {isBusy ? text('working') : doText(chosen, hasPasskeys)}
        </button>
        <button type="button" class="button" disabled={isBusy} onClick={props.onDone}>
          {text('cancel')}
        </button>
      </div>
      <Progress isBusy={isBusy} label={text('working')} />
    </div>
  );
}

function suggestionsOf({ items }: RestorePreview): ReadonlyMap<string, RestoreChoice> {
  return new Map(items.map(({ id, suggested }) => [id, suggested]));
}

/** How many were; undefined where it failed, which the user is told. */
async function restoreChosen(
  given: GivenMessage,
  choices: ReadonlyMap<string, RestoreChoice>,
): Promise<number | undefined> {
  const listed = [...choices].map(([id, choice]) => ({ id, choice }));
  const restored = await ask('backup/restore', { given, choices: listed });
  if (restored.ok) {
    void refresh();
    return restored.value.restored;
  }
  toast.value = { text: failureText(restored.error) };
  return undefined;
}

function restoredText(count: number, hasPasskeys: boolean): string {
  if (hasPasskeys) return text('backupRestoredMixed', count);
  return countText(count, ['backupRestored', 'backupRestoredOne']);
}

function doText(chosen: number, hasPasskeys: boolean): string {
  if (chosen === 0) return text('backupRestoreDoNone');
  return hasPasskeys
    ? text('backupRestoreMixed', chosen)
    : countText(chosen, ['backupRestoreDo', 'backupRestoreDoOne']);
}

function ItemRow(props: {
  readonly item: Item;
  readonly choice: RestoreChoice;
  /** What was chosen is on its way. */
  readonly isFixed: boolean;
  readonly onChoose: (choice: RestoreChoice) => void;
}): VNode {
  const { item } = props;
  const name = nameInLists(item);
  return (
    <li>
      <div class="names">
        <strong>{name}</strong>
        <span class="hint">{text(KIND_TEXT[item.kind])}</span>
      </div>
      {item.offers.length < 2 ? null : (
        <select
          aria-label={text('restoreChoiceFor', name)}
          value={props.choice}
          disabled={props.isFixed}
          onChange={(event) => {
            const chosen = item.offers.find((offer) => offer === event.currentTarget.value);
            if (chosen !== undefined) props.onChoose(chosen);
          }}
        >
          {item.offers.map((offer) => (
            <option key={offer} value={offer}>
              {text(CHOICE_TEXT[offer])}
            </option>
          ))}
        </select>
      )}
    </li>
  );
}
