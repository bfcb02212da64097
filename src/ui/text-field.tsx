import type { ComponentChildren, VNode } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { focusOnce } from './focus-once.ts';

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
  readonly maxLength?: number;
}

/** A labelled field whose hint and error are tied to it for screen readers. */
export function TextField(props: TextFieldProps): VNode {
  const id = useId();
  return (
    <div class="field">
      <label class="label" for={id}>
        {props.label}
      </label>
      <Control {...props} id={id} />
      <Note id={`${id}-note`} error={props.error}>
        {props.hint}
      </Note>
    </div>
  );
}

function Control(props: TextFieldProps & { readonly id: string }): VNode {
  const element = useRef<HTMLElement | null>(null);
  // Of several wrong fields the first keeps the focus.
  useEffect(() => {
    if (props.error === undefined || document.activeElement?.getAttribute('aria-invalid') === 'true') return;
    element.current?.focus();
  }, [props.error]);
  const common = {
    id: props.id,
    value: props.value,
    disabled: props.disabled ?? false,
    'aria-invalid': props.error !== undefined,
    'aria-describedby': `${props.id}-note`,
    autocomplete: props.autocomplete ?? ('off' as const),
    maxLength: props.maxLength,
    spellcheck: false,
    autocapitalize: 'none' as const,
    ref: (found: HTMLElement | null) => {
      element.current = found;
      if (props.autoFocus === true) focusOnce(found);
    },
    onInput: (event: { readonly currentTarget: { readonly value: string } }) =>
      props.onInput(event.currentTarget.value),
  };
  if (props.lines !== undefined) return <textarea rows={props.lines} {...common} />;
  // One element a type, since the types of the attributes differ by it.
  switch (props.type) {
    case 'password':
      return <input type="password" {...common} />;
    case 'number':
      return <input type="number" {...common} />;
    default:
      return <input type="text" {...common} />;
  }
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
