import type { VNode } from 'preact';
import { ClockCheckForm } from '../ui/clock/clock-check.tsx';
import { ClockNotice } from '../ui/clock/clock-notice.tsx';
import { correctionText } from '../ui/clock/clock-text.ts';
import { text } from '../ui/text.ts';
import { clockView } from './clock.ts';
import { loadClock, tabId } from './state.ts';
import { SubView } from './sub-view.tsx';

export function ClockPlace(): VNode {
  const clock = clockView.value;
  return (
    <SubView title={text('clock')}>
      <ClockNotice clock={clock} />
      {clock === undefined ? null : <p>{correctionText(clock)}</p>}
      <ClockCheckForm tabId={tabId.value} canCorrect onCorrected={() => void loadClock()} />
    </SubView>
  );
}
