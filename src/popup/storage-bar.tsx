import type { VNode } from 'preact';
import { mayWrite } from '../core/vault/start-up.ts';
import { openManagePage } from '../ui/own-pages.ts';
import { text } from '../ui/text.ts';
import { status } from './state.ts';

/** One line while something is wrong with the storage; what can be done about it is said in the manage page. */
export function StorageBar(): VNode | null {
  const current = status.value;
  if (current?.state !== 'unlocked') return null;
  if (mayWrite(current.decision) && current.troubles === 0) return null;
  return (
    <div class="status notice danger waiting" role="alert">
      <span>{mayWrite(current.decision) ? text('storageSomeDamaged') : text('storageReadOnly')}</span>
      <button type="button" class="button small" onClick={() => void openManagePage('#/accounts')}>
        {text('troubleWhatToDo')}
      </button>
    </div>
  );
}
