import type { VNode } from 'preact';
import { useDelayed } from './use-delayed.ts';

/** Shorter work shows nothing, which would only flash. */
const SHOWN_AFTER_MS = 300;

/**
 * Below a second a bar that stands still is enough. One that moves is drawn sixty times a second: where no graphics card
 * does that it takes the processor from the very work that is waited for, and from the frame that ends it.
 */
const MOVES_AFTER_MS = 1_000;

export function Progress({
  isBusy,
  label,
}: {
  readonly isBusy: boolean;
  readonly label: string;
}): VNode | null {
  const isShown = useDelayed(isBusy, SHOWN_AFTER_MS);
  const isMoving = useDelayed(isBusy, MOVES_AFTER_MS);
  if (!isShown) return null;
  return <div class={isMoving ? 'progress is-moving' : 'progress'} role="progressbar" aria-label={label} />;
}
