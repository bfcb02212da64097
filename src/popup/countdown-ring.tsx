import type { VNode } from 'preact';
import { text } from '../ui/text.ts';
import { ringShape } from './ring-shape.ts';
import type { ShownCode } from './shown-code.ts';

export function CountdownRing({ code }: { readonly code: ShownCode }): VNode {
  const { secondsLeft, isEnding } = code;
  const { radius, circumference, offset, number } = ringShape(code);
  return (
    <svg
      class={`ring ${isEnding ? 'is-ending' : ''}`}
      viewBox="0 0 22 22"
      role="img"
      aria-label={text('secondsLeft', secondsLeft)}
    >
      <circle cx="11" cy="11" r={radius} />
      <circle
        class="left"
        cx="11"
        cy="11"
        r={radius}
        stroke-dasharray={circumference}
        stroke-dashoffset={offset}
      />
      {number === undefined ? null : (
        <text x="11" y="11.5">
          {number}
        </text>
      )}
    </svg>
  );
}
