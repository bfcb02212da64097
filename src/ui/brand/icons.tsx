import type { VNode } from 'preact';
import { ICON_PATHS } from './icon-paths.ts';

export function Icon({ name }: { readonly name: keyof typeof ICON_PATHS }): VNode {
  return (
    <svg
      class={`icon-${name}`}
      width="20"
      height="20"
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      aria-hidden="true"
    >
      <path d={ICON_PATHS[name]} stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" />
    </svg>
  );
}
