import { field, fieldError } from './controls.ts';
import { html, type Html } from './html.ts';

export interface CodeFieldOptions {
  readonly label: string;
  readonly error?: string | undefined;
  readonly hint?: string | Html | undefined;
  readonly shape: 'one-field' | 'six-boxes';
  /** True where a recovery code may be typed here too, so the field is not for digits alone. */
  readonly takesRecoveryCodes?: boolean;
}

const BOXES = [1, 2, 3, 4, 5, 6];

/** The field of a TOTP code, in one of the two shapes sites give it. */
export function codeField(options: CodeFieldOptions): Html {
  if (options.shape === 'six-boxes') return sixBoxes(options);
  return field({
    label: options.label,
    name: 'code',
    autocomplete: 'one-time-code',
    numeric: !options.takesRecoveryCodes,
    hint: options.hint,
    error: options.error,
    autofocus: true,
    // Room for the blank people type in the middle.
    maxLength: options.takesRecoveryCodes ? 32 : 7,
    className: 'code',
  });
}

function sixBoxes({ label, error, hint }: CodeFieldOptions): Html {
  return html`<fieldset class="field" ${error ? html`aria-describedby="code-error"` : ''}>
    <legend>${label}</legend>
    <div class="boxes" data-boxes>${BOXES.map((position) => box(position, error !== undefined))}</div>
    ${hint ? html`<p class="hint">${hint}</p>` : ''} ${fieldError('code', error)}
  </fieldset>`;
}

function box(position: number, isInvalid: boolean): Html {
  const isFirst = position === 1;
  return html`<input
    id="digit-${position}"
    name="digit"
    type="text"
    inputmode="numeric"
    pattern="[0-9]"
    maxlength="1"
    required
    aria-label="Digit ${position}"
    autocomplete="${isFirst ? 'one-time-code' : 'off'}"
    ${isFirst ? html`autofocus` : ''}
    ${isInvalid ? html`aria-invalid="true"` : ''}
  />`;
}
