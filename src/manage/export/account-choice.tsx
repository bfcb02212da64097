import type { VNode } from 'preact';
import type { AccountView } from '../../messaging/page-responses.ts';
import { spokenNameOf, subtitleOf, titleOf, visibleName } from '../../core/vault/records/account-name.ts';
import { text } from '../../ui/text.ts';
import { VirtualGrid } from '../accounts/virtual-grid.tsx';
import { leftOut } from './export-state.ts';

/** All of them, until some are left out. */
export function AccountChoice({ views }: { readonly views: readonly AccountView[] }): VNode {
  const chosen = views.filter(({ id }) => !leftOut.value.has(id)).length;
  return (
    <section class="stack">
      <h2>{text('exportWhich')}</h2>
      <label class="check">
        <input
          type="checkbox"
          checked={chosen === views.length}
          ref={(box) => {
            if (box !== null) box.indeterminate = chosen > 0 && chosen < views.length;
          }}
          onChange={(event) => {
            leftOut.value = new Set(event.currentTarget.checked ? [] : views.map(({ id }) => id));
          }}
        />
        <span>{text('exportChosen', chosen, views.length)}</span>
      </label>
      <VirtualGrid
        label={text('exportWhich')}
        count={views.length}
        keyOf={(index) => views[index]?.id ?? ''}
        onRowKey={(event, index) => {
          if (event.key !== ' ') return;
          event.preventDefault();
          toggle(views[index]?.id);
        }}
        renderRow={({ index, isCurrent }) => <Row view={views[index]} isCurrent={isCurrent} />}
      />
    </section>
  );
}

function Row(props: { readonly view: AccountView | undefined; readonly isCurrent: boolean }): VNode {
  const { view } = props;
  if (view === undefined) return <span role="gridcell" />;
  return (
    <>
      <span role="gridcell" class="grid-tick">
        <input
          type="checkbox"
          aria-label={text('exportTake', visibleName(spokenNameOf(view.account)))}
          tabIndex={props.isCurrent ? 0 : -1}
          checked={!leftOut.value.has(view.id)}
          onChange={() => toggle(view.id)}
        />
      </span>
      <span role="gridcell" class="names">
        <strong>
          <bdi>{visibleName(titleOf(view.account))}</bdi>
        </strong>
        <bdi class="hint">{visibleName(subtitleOf(view.account))}</bdi>
      </span>
    </>
  );
}

function toggle(id: string | undefined): void {
  if (id === undefined) return;
  const next = new Set(leftOut.value);
  if (!next.delete(id)) next.add(id);
  leftOut.value = next;
}
