// The accounts that are ticked, and what is done to all of them.
import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { PageRequest } from '../../messaging/page-requests.ts';
import type { AccountView } from '../../messaging/page-responses.ts';
import { ask } from '../../ui/ask.ts';
import { failureText } from '../../ui/failure-text.ts';
import { countText, text } from '../../ui/text.ts';
import { accounts, refresh, toast } from '../state.ts';

type ManyChange = PageRequest<'accounts/many'>['change'];

const ticked: Signal<ReadonlySet<string>> = signal(new Set());

/** What was trashed or removed meanwhile is not among them. */
export const chosen: ReadonlySignal<readonly AccountView[]> = computed(() =>
  accounts.value.filter(({ id, deletedAt }) => deletedAt === null && ticked.value.has(id)),
);

export function isTicked(id: string): boolean {
  return ticked.value.has(id);
}

export function tick(ids: readonly string[], isOn: boolean): void {
  const next = new Set(ticked.value);
  for (const id of ids) {
    if (isOn) next.add(id);
    else next.delete(id);
  }
  ticked.value = next;
}

export function tickNone(): void {
  ticked.value = new Set();
}

/** One change for all of them, with one way back. */
export async function changeChosen(change: ManyChange, back: ManyChange): Promise<void> {
  const ids = chosen.value.filter(({ account }) => isNews(account, change)).map(({ id }) => id);
  if (ids.length === 0) {
    toast.value = { text: text('chosenAlready') };
    return;
  }
  const done = await send(ids, change);
  if (done === undefined) return;
  if (change.kind === 'trash') tickNone();
  toast.value = {
    text:
      done.damaged === 0
        ? countText(done.changed, ['chosenChanged', 'chosenChangedOne'])
        : text('chosenChangedInPart', done.changed, done.damaged),
    undo: () => send(ids, back),
  };
}

/** Only those that it changes: the way back must not take from others what they had before. */
function isNews({ pinned, tags }: AccountView['account'], change: ManyChange): boolean {
  switch (change.kind) {
    case 'pin':
      return pinned !== change.pinned;
    case 'tag':
      return !tags.includes(change.tag);
    case 'untag':
      return tags.includes(change.tag);
    default:
      return true;
  }
}

async function send(ids: readonly string[], change: ManyChange) {
  const done = await ask('accounts/many', { ids: [...ids], change });
  if (!done.ok) toast.value = { text: failureText(done.error) };
  await refresh();
  return done.ok ? done.value : undefined;
}
