import type { ShownCode } from './shown-code.ts';

/** Seconds are written only when few are left; before, the ring says enough. */
const NUMBER_FROM = 10;
const BAR_STEPS = 6;

export interface RingShape {
  /** What is left of the ring, and of the bar that moves in steps for whoever wants less motion: the rest is in first-screen.css. */
  readonly style: string;
  readonly number: number | undefined;
}

export function ringShape({ secondsLeft, fraction }: ShownCode): RingShape {
  const bar = Math.ceil(fraction * BAR_STEPS) / BAR_STEPS;
  return {
    style: `--left: ${fraction}; --bar: ${bar}`,
    number: secondsLeft < NUMBER_FROM ? secondsLeft : undefined,
  };
}
