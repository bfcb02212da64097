import { type Signal, signal } from '@preact/signals';
import { status } from '../state.ts';
import { goTo } from '../place.ts';
import type { ExportOutput, ExportWay } from './export-output.ts';

/** Of the accounts that are not to go along. */
export const leftOut: Signal<ReadonlySet<string>> = signal(new Set());
export const way: Signal<ExportWay> = signal('aegis');
/** It holds secrets: gone when the vault locks, and when another place of the page is opened. */
export const output: Signal<ExportOutput | undefined> = signal(undefined);

/** From the form of one account: its QR code. */
export function exportOne(id: string, all: readonly { readonly id: string }[]): void {
  leftOut.value = new Set(all.map((account) => account.id).filter((other) => other !== id));
  way.value = 'qr';
  output.value = undefined;
  goTo('export');
}

status.subscribe((current) => {
  if (current?.state !== 'unlocked') output.value = undefined;
});
