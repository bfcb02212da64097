import type { VNode } from 'preact';
import { BAR, ringShape } from './ring-shape.ts';
import type { ShownCode } from './shown-code.ts';

export function CountdownRing({ code }: { readonly code: ShownCode }): VNode {
  const { isEnding } = code;
  const { radius, circumference, offset, number, bar } = ringShape(code);
  return (
    <svg class={`ring ${isEnding ? 'is-ending' : ''}`} viewBox="0 0 22 22" aria-hidden="true">
      <circle cx="11" cy="11" r={radius} />
      <circle
        class="left"
        cx="11"
        cy="11"
        r={radius}
        stroke-dasharray={circumference}
        stroke-dashoffset={offset}
      />
      <rect x={BAR.x} y={BAR.y} width={BAR.length} height={BAR.height} />
      <rect class="left" x={BAR.x} y={BAR.y} width={bar} height={BAR.height} />
      {number === undefined ? null : (
        <text x="11" y="11.5">
          {number}
        </text>
      )}
    </svg>
  );
}
