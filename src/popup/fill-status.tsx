// What becomes of what was asked for in this view: a fill that waits for the next code, and what is said of the last one.
import type { VNode } from 'preact';
import { useEffect, useLayoutEffect } from 'preact/hooks';
import { text } from '../ui/text.ts';
import { continueWaitingFill, waitingFill } from './actions.ts';
import { now } from './clock.ts';
import { announcement } from './state.ts';

/** Visible waiting, with a way out. It ends with the view: nothing is filled behind another one. */
export function WaitingFill(): VNode | null {
  const waiting = waitingFill.value;
  const time = now.value;
  // Before anything is answered: an effect that waits for a frame would end a wait that began meanwhile.
  useLayoutEffect(() => {
    cancel();
    return cancel;
  }, []);
  useEffect(() => continueWaitingFill(time), [time]);
  if (waiting === undefined) return null;
  return (
    <div class="status notice waiting">
      <span>{text('waitingForNext', Math.max(0, Math.ceil((waiting.until - time) / 1000)))}</span>
      <button type="button" class="button small" onClick={cancel}>
        {text('cancel')}
      </button>
    </div>
  );
}

/** Also the live region: said once, because it is filled once. */
export function Status(): VNode {
  const said = announcement.value;
  return (
    <div role="status" class={said?.isError === true ? 'status notice danger' : 'visually-hidden'}>
      {said?.text ?? ''}
    </div>
  );
}

function cancel(): void {
  waitingFill.value = undefined;
}
