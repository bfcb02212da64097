import type { ComponentChildren, VNode } from 'preact';
import { Icon } from '../ui/brand/icons.tsx';
import { text } from '../ui/text.ts';
import { view } from './state.ts';

/** A screen one step away from the list, with the way back. */
export function SubView(props: { readonly title: string; readonly children: ComponentChildren }): VNode {
  return (
    <>
      <header class="bar">
        <button
          type="button"
          class="icon-button"
          aria-label={text('back')}
          title={text('back')}
          onClick={() => {
            view.value = 'list';
          }}
        >
          <Icon name="back" />
        </button>
        <h1>{props.title}</h1>
      </header>
      <main class="pane stack">{props.children}</main>
    </>
  );
}
