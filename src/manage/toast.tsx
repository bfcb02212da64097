import type { VNode } from 'preact';
import { useEffect } from 'preact/hooks';
import { text } from '../ui/text.ts';
import { toast } from './state.ts';

/** Long enough to read it and to reach the button. */
const SHOWN_MS = 10_000;

export function dropToast(): void {
  toast.value = undefined;
}

/** Before each new action: what was said of the last one is not said of this one. */
export function dropToastBeforeActions(target: Document): void {
  const drop = ({ target: at }: Event) => {
    if (at instanceof Element && at.closest('main button, main form') !== null) dropToast();
  };
  target.addEventListener('submit', drop, { capture: true });
  target.addEventListener('click', drop, { capture: true });
}

export function Toast(): VNode {
  const said = toast.value;
  useEffect(() => {
    if (said === undefined) return undefined;
    const timer = setTimeout(() => {
      toast.value = undefined;
    }, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [said]);
  return (
    <div role="status">
      {said === undefined ? null : (
        <div class="toast">
          <span>{said.text}</span>
          {said.undo === undefined ? null : (
            <button
              type="button"
              class="button small"
              onClick={() => {
                toast.value = undefined;
                void said.undo?.();
              }}
            >
              {text('undo')}
            </button>
          )}
        </div>
      )}
    </div>
  );
}
