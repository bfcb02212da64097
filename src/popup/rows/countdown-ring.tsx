import type { VNode } from 'preact';
import { ringShape } from './ring-shape.ts';
import type { ShownCode } from './shown-code.ts';

/** The same elements all the time: of a second that goes by, its style changes, and near the end the number. */
export function CountdownRing({ code }: { readonly code: ShownCode }): VNode {
  const { style, number } = ringShape(code);
  return (
    <svg
      class={code.isEnding ? 'ring is-ending' : 'ring'}
      viewBox="0 0 22 22"
      aria-hidden="true"
      style={style}
    >
      <circle cx="11" cy="11" r="9" />
      <circle class="left" cx="11" cy="11" r="9" pathLength="1" />
      <rect x="1" y="18" width="20" height="3" />
      <rect class="left" x="1" y="18" height="3" />
      <text x="11" y="11.5">
        {number}
      </text>
    </svg>
  );
}
