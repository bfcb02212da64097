import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { openShortcutSettings, readShortcuts, type ShortcutView } from '../platform/commands.ts';
import { type TextKey, text } from '../ui/text.ts';

/** In the popup; the browser's own shortcuts are asked for, since users change them. */
const POPUP_KEYS: readonly (readonly [keys: string, TextKey])[] = [
  ['/', 'keySearch'],
  ['↑ ↓ Home End', 'keyWalk'],
  ['Enter', 'keyCopy'],
  ['Ctrl+Enter', 'keyFill'],
  ['P', 'keyPin'],
  ['Shift', 'keyNext'],
  ['Shift+Enter', 'keyLarge'],
  ['Ctrl+L', 'keyLock'],
  ['Esc', 'keyEscape'],
];

/** Everything that can be done without a pointer, and without the popup. */
export function KeyboardSection(): VNode {
  const [shortcuts, setShortcuts] = useState<readonly ShortcutView[]>([]);
  useEffect(() => {
    void readShortcuts().then(setShortcuts);
  }, []);
  return (
    <section class="stack">
      <h2>{text('keyboard')}</h2>
      <dl class="facts">
        {shortcuts.map(({ name, description, shortcut }) => (
          <Key
            key={name}
            keys={shortcut === '' ? text('noShortcut') : shortcut}
            does={name === '_execute_action' ? text('keyOpen') : description}
          />
        ))}
        <Key keys="tally" does={text('keyOmnibox')} />
        {POPUP_KEYS.map(([keys, does]) => (
          <Key key={keys} keys={keys} does={text(does)} />
        ))}
      </dl>
      <div class="actions">
        <button type="button" class="button small" onClick={() => void openShortcutSettings()}>
          {text('changeShortcuts')}
        </button>
      </div>
    </section>
  );
}

function Key({ keys, does }: { readonly keys: string; readonly does: string }): VNode {
  return (
    <>
      <dt>
        <kbd>{keys}</kbd>
      </dt>
      <dd>{does}</dd>
    </>
  );
}
