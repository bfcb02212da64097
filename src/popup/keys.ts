import { copyCode, lockVault } from './actions.ts';
import { found, query } from './page/found.ts';
import { type KeyAction, keyAction } from './key-actions.ts';
import { status, view } from './state.ts';

/** The keys of the whole popup. What a row or a field has taken for itself is not ours any more. */
export function followKeys(target: Document): void {
  target.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    const { key, ctrlKey, altKey, metaKey } = event;
    const action = keyAction({
      key,
      ctrlKey,
      altKey,
      metaKey,
      focus: focusOf(event.target),
      view: status.value?.state === 'unlocked' ? view.value : undefined,
      hasQuery: query.value !== '',
    });
    if (action === undefined) return;
    // A letter that starts the search is its first one: the browser types it into the field that has the focus now.
    if (action !== 'search' || key === '/') event.preventDefault();
    ACTIONS[action]();
  });
}

const ACTIONS: { readonly [Action in KeyAction]: () => void } = {
  lock: () => void lockVault(),
  search: focusSearch,
  'to-rows': () => document.querySelector<HTMLElement>('.row-main[tabindex="0"], .row-main')?.focus(),
  'copy-first': () => {
    const [first] = found.value;
    if (first !== undefined) void copyCode(first);
  },
  'clear-search': () => {
    query.value = '';
  },
  'leave-view': () => {
    view.value = 'list';
  },
};

export function focusSearch(): void {
  document.querySelector<HTMLElement>('#search')?.focus();
}

function focusOf(target: EventTarget | null): 'search' | 'field' | 'row' | 'elsewhere' {
  if (!(target instanceof HTMLElement)) return 'elsewhere';
  if (target.id === 'search') return 'search';
  if (target.matches('input, textarea, select')) return 'field';
  return target.closest('.row') === null ? 'elsewhere' : 'row';
}
