import type { VNode } from 'preact';
import { text } from '../../ui/text.ts';
import { accounts } from '../state.ts';
import { exportOne } from './export-state.ts';

/** In the form of one account. */
export function ShowQrButton({ id }: { readonly id: string }): VNode {
  return (
    <button type="button" class="button small" onClick={() => exportOne(id, accounts.value)}>
      {text('exportShowQr')}
    </button>
  );
}
