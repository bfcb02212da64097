// The user's own order: by dragging, or by Alt and the arrows on the handle.
import { type Signal, signal } from '@preact/signals';
import { spokenNameOf, visibleName } from '../../core/vault/records/account-name.ts';
import { ask } from '../../ui/ask.ts';
import { failureText } from '../../ui/failure-text.ts';
import { text } from '../../ui/text.ts';
import { accounts, refresh, toast } from '../state.ts';

/** The account that is dragged, and the one before which it would come to stand. */
export const dragged: Signal<{ readonly id: string; readonly before: string | null } | undefined> =
  signal(undefined);

/** Moves an account by one place among those that are not in the trash. */
export async function moveBy(id: string, step: 1 | -1): Promise<void> {
  const kept = keptIds();
  const at = kept.indexOf(id);
  if (at < 0 || at + step < 0 || at + step >= kept.length) return;
  await moveBefore(id, step === -1 ? (kept[at - 1] ?? null) : (kept[at + 2] ?? null));
  focusHandle(id);
}

/** Before another account, or to the end; says where it stands then, with the way back. */
export async function moveBefore(id: string, before: string | null): Promise<void> {
  const kept = keptIds();
  const wasBefore = kept[kept.indexOf(id) + 1] ?? null;
  if (before === id || before === wasBefore) return;
  const moved = await arrange(id, before);
  const view = accounts.value.find((known) => known.id === id);
  if (!moved || view === undefined) return;
  const place = keptIds().indexOf(id) + 1;
  toast.value = {
    text: text('movedTo', visibleName(spokenNameOf(view.account)), place, kept.length),
    undo: () => arrange(id, wasBefore),
  };
}

async function arrange(id: string, before: string | null): Promise<boolean> {
  const arranged = await ask('accounts/arrange', { id, before });
  if (!arranged.ok) toast.value = { text: failureText(arranged.error) };
  await refresh();
  return arranged.ok;
}

function keptIds(): readonly string[] {
  return accounts.value.filter(({ deletedAt }) => deletedAt === null).map(({ id }) => id);
}

/** A row that moved in the document has lost the focus. */
function focusHandle(id: string): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-move="${id}"]`)?.focus());
}
