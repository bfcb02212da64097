import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import {
  allowClipboardReading,
  mayReadClipboard,
  onPermissionsChanged,
  revokeClipboardReading,
} from '../../platform/permissions.ts';
import { text } from '../../ui/text.ts';

/** The setting is the browser's permission itself: there is nothing else to keep, and nothing to disagree with it. */
export function ClipboardSection(): VNode {
  const [isAllowed, setAllowed] = useState<boolean>();
  const update = () => void mayReadClipboard().then(setAllowed);
  useEffect(() => {
    onPermissionsChanged(update);
    update();
  }, []);
  return (
    <section class="stack narrow">
      <h2>{text('clipboard')}</h2>
      <label class="choice">
        <input
          type="checkbox"
          checked={isAllowed === true}
          disabled={isAllowed === undefined}
          onChange={(event) => {
            const change = event.currentTarget.checked ? allowClipboardReading() : revokeClipboardReading();
            // A refusal leaves the box as it was.
            void change.then(update, update);
          }}
        />
        {text('clipboardClear')}
      </label>
      <p class="hint">{text('clipboardClearHint')}</p>
    </section>
  );
}
