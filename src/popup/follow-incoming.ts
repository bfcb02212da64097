// A picture or a link that is pasted or dropped anywhere in the popup is looked at as if it had been scanned.
import { type Signal, signal } from '@preact/signals';
import { type Incoming, takeIncoming } from '../ui/scan/incoming.ts';
import { show, status, view } from './state.ts';

export const incoming: Signal<Incoming | undefined> = signal(undefined);

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
  const came = takeIncoming(data);
  if (came === undefined) return;
  event.preventDefault();
  incoming.value = came;
  show('scan');
}
