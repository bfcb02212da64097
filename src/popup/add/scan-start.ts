// What the scan view begins with, where it is not the page in the tab.
import { type Signal, signal } from '@preact/signals';
import type { ScanItem } from '../../messaging/scan-requests.ts';
import { ask } from '../../ui/ask.ts';
import { type Incoming, takeIncoming } from '../../ui/scan/incoming.ts';
import { show, status, tabId, view } from '../state.ts';

export type ScanStart =
  | { readonly kind: 'incoming'; readonly incoming: Incoming }
  /** From a menu, a link or the page: it was brought here by the background. */
  | { readonly kind: 'item'; readonly item: ScanItem }
  /** Codes that were read already. */
  | { readonly kind: 'texts'; readonly texts: readonly string[] };

export const scanStart: Signal<ScanStart | undefined> = signal(undefined);

export function startScan(start: ScanStart): void {
  scanStart.value = start;
  show('scan');
}

/** Shows what was clicked on in the page, if the popup was opened for that. */
export async function takeScanItem(): Promise<boolean> {
  const taken = await ask('scan/take', { to: 'popup', tabId: tabId.value });
  if (!taken.ok || taken.value === null) return false;
  startScan({ kind: 'item', item: taken.value });
  return true;
}

/** A picture or a link that is pasted or dropped anywhere in the popup is looked at as if it had been scanned. */
export function followIncoming(page: Document): void {
  page.addEventListener('paste', (event) => take(event, event.clipboardData));
  page.addEventListener('dragover', (event) => event.preventDefault());
  page.addEventListener('drop', (event) => {
    event.preventDefault();
    take(event, event.dataTransfer);
  });
}

function take(event: Event, data: DataTransfer | null): void {
  // The form for entry by hand takes a link into its own field.
  if (status.value?.state !== 'unlocked' || view.value === 'manual') return;
  const incoming = takeIncoming(data);
  if (incoming === undefined) return;
  event.preventDefault();
  startScan({ kind: 'incoming', incoming });
}
