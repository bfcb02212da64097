import { type Signal, signal } from '@preact/signals';
import { systemClock } from '../platform/system.ts';

/** Ms since the epoch, moved once a second. */
export const now: Signal<number> = signal(systemClock.now());

let timer: ReturnType<typeof setTimeout> | undefined;

/** One timer for the whole popup, on the second, stopped while nobody can see it. */
export function runClock(): void {
  document.addEventListener('visibilitychange', restart);
  restart();
}

function restart(): void {
  clearTimeout(timer);
  if (document.hidden) return;
  now.value = systemClock.now();
  timer = setTimeout(restart, 1000 - (now.value % 1000));
}
