import type { VNode } from 'preact';
import type { ClockView } from '../../messaging/page-responses.ts';
import { doubtText } from './clock-text.ts';

/** Why this computer's clock cannot be right; nothing where nothing speaks against it. */
export function ClockNotice({ clock }: { readonly clock: ClockView | undefined }): VNode | null {
  const doubt = clock && doubtText(clock);
  if (doubt === undefined) return null;
  return (
    <p class="notice warning" role="alert">
      {doubt}
    </p>
  );
}
