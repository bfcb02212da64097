// The accounts that the page in the tab could be asking for by a look-alike address: their codes stay hidden until the
// user has read so.
import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { AccountView } from '../../messaging/page-responses.ts';
import { accounts } from '../state.ts';

export const suspects: ReadonlySignal<readonly AccountView[]> = computed(() =>
  accounts.value.filter(({ resembles }) => resembles !== undefined),
);

/** For as long as this popup is open. */
export const isShownAnyway: Signal<boolean> = signal(false);

export function isHeldBack({ resembles }: AccountView): boolean {
  return resembles !== undefined && !isShownAnyway.value;
}
