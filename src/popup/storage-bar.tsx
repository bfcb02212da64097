import type { VNode } from 'preact';
import { mayWrite, type RunDecision } from '../core/vault/start-up.ts';
import { openManagePage } from '../ui/own-pages.ts';
import { type TextKey, text } from '../ui/text.ts';
import { status } from './state.ts';

/** One line while something is wrong with the storage; what can be done about it is said in the manage page. */
export function StorageBar(): VNode | null {
  const current = status.value;
  if (current?.state !== 'unlocked') return null;
  if (mayWrite(current.decision) && current.troubles === 0) return null;
  return (
    <div class="status notice danger waiting" role="alert">
      <span>{text(saysOf(current.decision))}</span>
      <button type="button" class="button small" onClick={() => void openManagePage('#/accounts')}>
        {text('troubleWhatToDo')}
      </button>
    </div>
  );
}

function saysOf(decision: RunDecision): TextKey {
  if (decision === 'run-stopped') return 'storageStoppedShort';
  return mayWrite(decision) ? 'storageSomeDamaged' : 'storageReadOnly';
}
