import type { ShownCode } from './shown-code.ts';

const RADIUS = 9;
const CIRCUMFERENCE = 2 * Math.PI * RADIUS;
/** Seconds are written only when few are left; before, the ring says enough. */
const NUMBER_FROM = 10;

export interface RingShape {
  readonly radius: number;
  readonly circumference: number;
  readonly offset: number;
  readonly number: number | undefined;
  /** For whoever wants less motion: the length of a bar that moves in steps. */
  readonly bar: number;
}

export const BAR = { x: 1, y: 18, height: 3, length: 20 } as const;
const BAR_STEPS = 6;

export function ringShape({ secondsLeft, fraction }: ShownCode): RingShape {
  return {
    radius: RADIUS,
    circumference: CIRCUMFERENCE,
    offset: CIRCUMFERENCE * (1 - fraction),
    bar: (Math.ceil(fraction * BAR_STEPS) / BAR_STEPS) * BAR.length,
    number: secondsLeft < NUMBER_FROM ? secondsLeft : undefined,
  };
}
