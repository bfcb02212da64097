import type { VNode } from 'preact';
import { text } from '../ui/text.ts';
import type { ShownCode } from './shown-code.ts';

const RADIUS = 9;
const CIRCUMFERENCE = 2 * Math.PI * RADIUS;
/** Seconds are written only when few are left; before, the ring says enough. */
const NUMBER_FROM = 10;

export function CountdownRing({ code }: { readonly code: ShownCode }): VNode {
  const { secondsLeft, fraction, isEnding } = code;
  return (
    <svg
      class={`ring ${isEnding ? 'is-ending' : ''}`}
      viewBox="0 0 22 22"
      role="img"
      aria-label={text('secondsLeft', secondsLeft)}
    >
      <circle cx="11" cy="11" r={RADIUS} />
      <circle
        class="left"
        cx="11"
        cy="11"
        r={RADIUS}
        stroke-dasharray={CIRCUMFERENCE}
        stroke-dashoffset={CIRCUMFERENCE * (1 - fraction)}
      />
      {secondsLeft < NUMBER_FROM ? (
        <text x="11" y="11.5">
          {secondsLeft}
        </text>
      ) : null}
    </svg>
  );
}
