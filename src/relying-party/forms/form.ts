import { html, type Html } from '../pages/html.ts';

/** One way a site asks for a code at sign-in. */
export interface FormShape {
  /** Its address under /forms. */
  readonly id: string;
  readonly title: string;
  /** What makes it hard, in a sentence for the index. */
  readonly text: string;
  /** The markup below the heading. */
  readonly body: (place: FormPlace) => Html;
}

export interface FormPlace {
  /** Where its form posts to. */
  readonly action: string;
  /** Another host name on the same port, for frames of another origin. */
  readonly otherOrigin: string;
}

/** The form most shapes share: what is special stands inside it. */
export function postForm(action: string, inside: Html): Html {
  return html`<form method="post" action="${action}" class="stack">
    ${inside}
    <button type="submit" class="primary wide">Verify</button>
  </form>`;
}

/** A labelled input. `attributes` is markup, written here and never taken from a request. */
export function labelled(label: string, id: string, attributes: Html): Html {
  return html`<div class="field">
    <label for="${id}">${label}</label>
    <input id="${id}" ${attributes} />
  </div>`;
}

export const CODE_LABEL = 'Code from your authenticator app';

/** The best-behaved code field there is, as most shapes have it. */
export const PLAIN_CODE_FIELD: Html = labelled(
  CODE_LABEL,
  'code',
  html`name="code" type="text" inputmode="numeric" autocomplete="one-time-code" maxlength="6" class="code"`,
);
