import { effect, type Signal, signal } from '@preact/signals';
import type { PageSheet } from '../../messaging/recovery-responses.ts';
import { status } from '../state.ts';

/** Recovery codes that the page shows and no sheet of ours holds. */
export const pageSheet: Signal<PageSheet | undefined> = signal(undefined);

effect(() => {
  if (status.value?.state !== 'unlocked') pageSheet.value = undefined;
});
