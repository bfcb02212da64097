import { html, type Html } from './html.ts';

// The parts forms are made of. Each keeps its label, hint and error tied to its input for screen readers.

export interface FieldOptions {
  readonly label: string;
  readonly name: string;
  readonly type?: 'text' | 'email' | 'password';
  readonly autocomplete: string;
  readonly value?: string | undefined;
  readonly hint?: string | Html | undefined;
  readonly error?: string | undefined;
  readonly autofocus?: boolean;
  readonly numeric?: boolean;
  readonly maxLength?: number;
  readonly className?: string;
  /** The id of the form it belongs to, where it stands outside of it. */
  readonly form?: string;
}

export function field(options: FieldOptions): Html {
  const { name, hint, error } = options;
  return html`<div class="field">
    <label for="${name}">${options.label}</label>
    <input
      id="${name}"
      name="${name}"
      type="${options.type ?? 'text'}"
      class="${options.className ?? ''}"
      value="${options.value ?? ''}"
      autocomplete="${options.autocomplete}"
      maxlength="${options.maxLength ?? 254}"
      spellcheck="false"
      autocapitalize="off"
      required
      ${options.form ? html`form="${options.form}"` : ''}
      ${options.numeric ? html`inputmode="numeric"` : ''} ${stateAttributes(options)}
    />
    ${hint ? html`<p class="hint" id="${name}-hint">${hint}</p>` : ''} ${fieldError(name, error)}
  </div>`;
}

export function fieldError(name: string, error: string | undefined): Html | '' {
  return error ? html`<p class="error" id="${name}-error" role="alert">${error}</p>` : '';
}

export function hiddenCsrf(csrf: string): Html {
  return html`<input type="hidden" name="csrf" value="${csrf}" />`;
}

/** A switch that leads to the page which asks before anything changes; a button, so that the space bar works too. */
export function switchButton(id: string, label: string, state: { isOn: boolean; path: string }): Html {
  return html`<form action="${state.path}">
    <button class="switch" id="${id}" role="switch" aria-checked="${String(state.isOn)}">${label}</button>
  </form>`;
}

export function notice(kind: 'information' | 'warning' | 'danger', text: string | Html): Html {
  return html`<div class="notice ${kind}" role="${kind === 'information' ? 'status' : 'alert'}">${text}</div>`;
}

/** Leads to the page that asks before anything is removed. */
export function removeButton(name: string, path: string): Html {
  return html`<a class="button danger" href="${path}" aria-label="Remove ${name}">
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d="M2.5 4h11M6 4V2.5h4V4M4 4l.6 9.5h6.8L12 4M6.7 6.5v4.5M9.3 6.5v4.5" />
    </svg>
    Remove
  </a>`;
}

export function badge(kind: 'good' | 'off' | 'warning', text: string): Html {
  return html`<span class="badge ${kind}">${text}</span>`;
}

/** A moment as people write it, in UTC: the server does not know the reader's zone. */
export function moment(at: number): Html {
  const iso = new Date(at).toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC</time>`;
}

export function day(at: number): Html {
  const iso = new Date(at).toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 10)}</time>`;
}

/** Ties hint and error to the input, and puts the cursor into the first field that needs it. */
function stateAttributes({ name, hint, error, autofocus }: FieldOptions): Html {
  const described = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ');
  return html`${autofocus || error ? html`autofocus` : ''}
  ${described ? html`aria-describedby="${described}"` : ''} ${error ? html`aria-invalid="true"` : ''}`;
}
