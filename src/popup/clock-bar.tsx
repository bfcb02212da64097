import type { VNode } from 'preact';
import { text } from '../ui/text.ts';
import { clockView } from './clock.ts';
import { show } from './state.ts';

/** That the clock seems wrong; or that codes follow a corrected one, which is wrong again once the clock was set right. */
export function ClockBar(): VNode | null {
  const clock = clockView.value;
  if (clock === undefined || (clock.doubt === null && clock.offsetSeconds === 0)) return null;
  return (
    <div class={clock.doubt === null ? 'status notice waiting' : 'status notice warning waiting'}>
      <span>{clock.doubt === null ? text('clockIsCorrected') : text('clockSeemsWrong')}</span>
      <button type="button" class="button small" onClick={() => show('clock')}>
        {text('checkClock')}
      </button>
    </div>
  );
}
