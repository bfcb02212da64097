import { effect, type Signal, signal } from '@preact/signals';
import type { Addition } from '../../ui/scan/additions.ts';
import { status } from '../state.ts';

/** New accounts whose codes the page shows. */
export interface PageOffer {
  readonly additions: readonly Addition[];
  readonly texts: readonly string[];
}

export const offer: Signal<PageOffer | undefined> = signal(undefined);

effect(() => {
  if (status.value?.state !== 'unlocked') offer.value = undefined;
});
