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
}

export function ringShape({ secondsLeft, fraction }: ShownCode): RingShape {
  return {
    radius: RADIUS,
    circumference: CIRCUMFERENCE,
    offset: CIRCUMFERENCE * (1 - fraction),
    number: secondsLeft < NUMBER_FROM ? secondsLeft : undefined,
  };
}
