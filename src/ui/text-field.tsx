import type { ComponentChildren, VNode } from 'preact';
import { useId } from 'preact/hooks';

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly type?: 'text' | 'password' | 'number';
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly autoFocus?: boolean;
  readonly autocomplete?: 'off' | 'current-password' | 'new-password';
  readonly disabled?: boolean;
  readonly lines?: number;
}

/** A labelled field whose hint and error are tied to it for screen readers. */
export function TextField(props: TextFieldProps): VNode {
  const id = useId();
  const common = {
    id,
    value: props.value,
    disabled: props.disabled ?? false,
    'aria-invalid': props.error !== undefined,
    'aria-describedby': `${id}-note`,
    autocomplete: props.autocomplete ?? ('off' as const),
    spellcheck: false,
    autocapitalize: 'none' as const,
    ref: (element: HTMLElement | null) => {
      if (props.autoFocus === true && element !== null && element.dataset['focused'] === undefined) {
        element.dataset['focused'] = '';
        element.focus();
      }
    },
    onInput: (event: { readonly currentTarget: { readonly value: string } }) =>
      props.onInput(event.currentTarget.value),
  };
  return (
    <div class="field">
      <label class="label" for={id}>
        {props.label}
      </label>
      {props.lines === undefined ? (
        <input type={props.type ?? 'text'} {...common} />
      ) : (
        <textarea rows={props.lines} {...common} />
      )}
      <Note id={`${id}-note`} error={props.error}>
        {props.hint}
      </Note>
    </div>
  );
}

function Note(props: {
  readonly id: string;
  readonly error: string | undefined;
  readonly children?: ComponentChildren;
}): VNode {
  return props.error === undefined ? (
    <span id={props.id} class="hint">
      {props.children}
    </span>
  ) : (
    <span id={props.id} class="error" role="alert">
      {props.error}
    </span>
  );
}
