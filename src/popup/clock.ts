import { type Signal, signal } from '@preact/signals';
import { correctedTime } from '../core/clock/corrected-time.ts';
import type { ClockView } from '../messaging/page-responses.ts';
import { systemClock } from '../platform/system.ts';

/** What the background says about this computer's clock. */
export const clockView: Signal<ClockView | undefined> = signal(undefined);

/** The time that codes follow, in ms since the epoch. */
export function codeTime(): number {
  return correctedTime(systemClock.now(), clockView.peek()?.offsetSeconds ?? 0);
}

/** The same, moved once a second. */
export const now: Signal<number> = signal(codeTime());
clockView.subscribe(() => {
  now.value = codeTime();
});

export function moveClock(): void {
  now.value = codeTime();
}

let timer: ReturnType<typeof setTimeout> | undefined;

/** One timer for the whole popup, on the second, stopped while nobody can see it. */
export function runClock(): void {
  document.addEventListener('visibilitychange', restart);
  clockView.subscribe(restart);
}

function restart(): void {
  clearTimeout(timer);
  if (document.hidden) return;
  moveClock();
  timer = setTimeout(restart, 1000 - (now.peek() % 1000));
}
