import type { Signal } from '@preact/signals';
import type { ComponentChildren, VNode } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { focusOnce } from './focus-once.ts';

interface TextFieldProps {
  readonly label: string;
  /** Empty beside `secret`. */
  readonly value: string;
  /** In the place of `value` for what no element and no tree of elements may keep: only the field itself shows it. */
  readonly secret?: Signal<string>;
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
  // No function that the element keeps has the value at hand: the browser may keep the element of a passphrase.
  const { error, autoFocus, secret, onInput } = props;
  useEffect(
    () =>
      secret?.subscribe((value) => {
        const field = element.current;
        if (field instanceof HTMLInputElement && field.value !== value) field.value = value;
      }),
    [secret],
  );
  // Of several wrong fields the first keeps the focus.
  useEffect(() => {
    if (error === undefined || document.activeElement?.getAttribute('aria-invalid') === 'true') return;
    element.current?.focus();
  }, [error]);
  const common = {
    id: props.id,
    ...(secret === undefined ? { value: props.value } : {}),
    disabled: props.disabled ?? false,
    'aria-invalid': error !== undefined,
    'aria-describedby': `${props.id}-note`,
    autocomplete: props.autocomplete ?? ('off' as const),
    maxLength: props.maxLength,
    spellcheck: false,
    autocapitalize: 'none' as const,
    ref: (found: HTMLElement | null) => {
      element.current = found;
      if (autoFocus === true) focusOnce(found);
    },
    onInput: ({ currentTarget: { value } }: { readonly currentTarget: { readonly value: string } }) => {
      if (secret !== undefined) secret.value = value;
      onInput(value);
    },
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
