import type { VNode } from 'preact';
import { clearClipboard } from '../ui/copy.ts';
import { text } from '../ui/text.ts';
import { isOnClipboard } from './actions.ts';

/** After a copy, where we may not look at the clipboard and so cannot clear it ourselves. */
export function ClipboardBar(): VNode | null {
  if (!isOnClipboard.value) return null;
  return (
    <div class="status notice waiting">
      <span>{text('clipboardHolds')}</span>
      <button
        type="button"
        class="button small"
        onClick={() =>
          void clearClipboard().then((cleared) => {
            isOnClipboard.value = !cleared;
          })
        }
      >
        {text('clearClipboard')}
      </button>
    </div>
  );
}
