import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { AccountView } from '../../messaging/page-responses.ts';
import { countText, text } from '../../ui/text.ts';
import { changeChosen, chosen, tick, tickNone } from './chosen.ts';
import { MAX_LABEL } from './edited-account.ts';

/** What can be done to the accounts that are ticked; `shown` are those of the list as it is searched. */
export function ChosenBar({ shown }: { readonly shown: readonly AccountView[] }): VNode {
  const count = chosen.value.length;
  const ids = shown.map(({ id }) => id);
  return (
    <section class="stack chosen" aria-label={text('chosenAccounts')}>
      <div class="actions">
        <label class="choice">
          <input
            type="checkbox"
            checked={count > 0 && count === ids.length}
            indeterminate={count > 0 && count < ids.length}
            onChange={(event) => tick(ids, event.currentTarget.checked)}
          />
          {count === 0 ? text('chooseAll') : countText(count, ['chosenCount', 'chosenCountOne'])}
        </label>
        {count === 0 ? null : <ChosenActions />}
      </div>
      {count === 0 ? null : <ChosenTags />}
    </section>
  );
}

function ChosenActions(): VNode {
  const isPinned = chosen.value.every(({ account }) => account.pinned);
  return (
    <>
      <button
        type="button"
        class="button small"
        onClick={() =>
          void changeChosen({ kind: 'pin', pinned: !isPinned }, { kind: 'pin', pinned: isPinned })
        }
      >
        {text(isPinned ? 'chosenUnpin' : 'chosenPin')}
      </button>
      <button
        type="button"
        class="button small"
        onClick={() => void changeChosen({ kind: 'trash' }, { kind: 'restore' })}
      >
        {text('moveToTrash')}
      </button>
      <button type="button" class="button small" onClick={tickNone}>
        {text('chooseNone')}
      </button>
    </>
  );
}

/** A tag for all of them; those that they have can be taken off again. */
function ChosenTags(): VNode {
  const [typed, setTyped] = useState('');
  const tags = [...new Set(chosen.value.flatMap(({ account }) => account.tags))].toSorted();

  function add(event: Event): void {
    event.preventDefault();
    const tag = typed.trim();
    if (tag === '') return;
    setTyped('');
    void changeChosen({ kind: 'tag', tag }, { kind: 'untag', tag });
  }

  return (
    <form class="actions tagging" onSubmit={add}>
      <input
        type="text"
        class="tag-field"
        aria-label={text('newTag')}
        placeholder={text('newTag')}
        value={typed}
        maxLength={MAX_LABEL}
        onInput={(event) => setTyped(event.currentTarget.value)}
      />
      <button type="submit" class="button small">
        {text('addTag')}
      </button>
      {tags.map((tag) => (
        <button
          key={tag}
          type="button"
          class="button small"
          onClick={() => void changeChosen({ kind: 'untag', tag }, { kind: 'tag', tag })}
        >
          {text('removeTag', tag)}
        </button>
      ))}
    </form>
  );
}
