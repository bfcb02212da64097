// Export and backup: how old the last file is, making one, checking one, restoring one.
import { type Signal, signal } from '@preact/signals';
import type { VNode } from 'preact';
import { useEffect } from 'preact/hooks';
import type { BackupState } from '../../messaging/backup-responses.ts';
import { ask } from '../../ui/ask.ts';
import { countText, text } from '../../ui/text.ts';
import { CheckBackup } from './check-backup.tsx';
import { MakeBackup } from './make-backup.tsx';
import { RestoreBackup } from './restore-backup.tsx';
import { accounts } from '../state.ts';
import { whenText } from '../when-text.ts';

const state: Signal<BackupState | undefined> = signal(undefined);

async function loadState(): Promise<void> {
  const read = await ask('backup/state', {});
  state.value = read.ok ? read.value : undefined;
}

export function BackupPlace(): VNode {
  useEffect(() => void loadState(), [accounts.value]);
  return (
    <>
      <h1>{text('navBackup')}</h1>
      <p>{text('backupText')}</p>
      {state.value === undefined ? null : <Age state={state.value} />}
      {state.value === undefined ? null : <PasskeysBehind state={state.value} />}
      <MakeBackup onMade={() => void loadState()} />
      <CheckBackup />
      <RestoreBackup />
    </>
  );
}

/** For other places: how old the last backup is, whether or not it is time for another. */
export function BackupAge(): VNode | null {
  useEffect(() => void loadState(), [accounts.value]);
  return state.value === undefined ? null : <Age state={state.value} />;
}

/** Above the accounts until there is a backup, and again when many changed since. */
export function BackupReminder(): VNode | null {
  useEffect(() => void loadState(), [accounts.value]);
  const current = state.value;
  if (current === undefined || !isDue(current)) return null;
  return (
    <div class="notice warning stack">
      <p>
        {current.lastAt === null
          ? text('backupReminderNone')
          : countText(
              current.changedSince,
              ['backupReminderOld', 'backupReminderOldOne'],
              current.changedSince,
              whenText(current.lastAt),
            )}
      </p>
      <div class="actions">
        <a class="button small" href="#/backup">
          {text('backupMake')}
        </a>
      </div>
    </div>
  );
}

const MANY_CHANGES = 3;

function isDue({ lastAt, accounts: count, passkeys, ...changed }: BackupState): boolean {
  if (lastAt === null) return count + passkeys > 0;
  return changed.changedSince >= MANY_CHANGES;
}

/** Of passkeys only where a backup was made: without any, the sentence about none says it all. */
function PasskeysBehind({
  state: { lastAt, passkeysChangedSince },
}: {
  readonly state: BackupState;
}): VNode | null {
  if (lastAt === null || passkeysChangedSince === 0) return null;
  return (
    <p class="notice warning">
      {countText(passkeysChangedSince, ['backupPasskeysBehind', 'backupPasskeysBehindOne'])}
    </p>
  );
}

function Age({ state: current }: { readonly state: BackupState }): VNode | null {
  const { lastAt, changedSince, passkeysChangedSince, unreadable } = current;
  if (lastAt === null) return <p class="notice warning">{text('backupNone')}</p>;
  if (changedSince === 0 && passkeysChangedSince > 0) return null;
  if (changedSince === 0 && unreadable > 0) {
    return <p class="notice warning">{text('backupFreshWithout', whenText(lastAt), unreadable)}</p>;
  }
  return (
    <p class={changedSince === 0 ? 'notice' : 'notice warning'}>
      {changedSince === 0
        ? text('backupFresh', whenText(lastAt))
        : countText(changedSince, ['backupBehind', 'backupBehindOne'], whenText(lastAt), changedSince)}
    </p>
  );
}
