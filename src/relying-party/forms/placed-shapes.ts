import { html, type Html, textOf } from '../pages/html.ts';
import { type FormShape, PLAIN_CODE_FIELD, postForm } from './form.ts';

// An ordinary field in a place that is hard to reach.

export const PLACED_SHAPES: readonly FormShape[] = [
  {
    id: 'open-shadow-root',
    title: 'Open shadow root',
    text: 'The form is inside a web component.',
    body: ({ action }) => shadow('open', action),
  },
  {
    id: 'closed-shadow-root',
    title: 'Closed shadow root',
    text: 'The form is inside a web component that scripts of the page cannot look into.',
    body: ({ action }) => shadow('closed', action),
  },
  {
    id: 'same-origin-frame',
    title: 'Frame of the same origin',
    text: 'The form is in a frame of this site.',
    body: () => frame('/forms/one-field'),
  },
  {
    id: 'srcdoc-frame',
    title: 'Frame within the page',
    text: 'The form is in a frame whose document stands in the page itself (srcdoc): it has no address, and the origin of this site.',
    body: ({ action }) => writtenFrame(action, 'srcdoc'),
  },
  {
    id: 'scripted-frame',
    title: 'Frame filled by a script',
    text: 'The form is put into an empty frame (about:blank) by a script of the page, as widgets do.',
    body: ({ action }) => writtenFrame(action, 'script'),
  },
  {
    id: 'cross-origin-frame',
    title: 'Frame of another origin',
    text: 'The form is in a frame of another host name: another site as far as the browser is concerned.',
    body: ({ otherOrigin }) => frame(`${otherOrigin}/forms/one-field`),
  },
  {
    id: 'late-field',
    title: 'Field added late',
    text: 'The field appears a second after the page, as when a script asks the server first.',
    body: ({ action }) =>
      postForm(
        action,
        html`<div data-late><p class="quiet">Loading …</p></div>
          <template id="late-field">${PLAIN_CODE_FIELD}</template>`,
      ),
  },
  {
    id: 'dialog',
    title: 'Field inside a dialog',
    text: 'The form is in a modal dialog: everything outside it is inert.',
    body: ({ action }) =>
      html`<dialog data-modal open aria-label="Verify">${postForm(action, PLAIN_CODE_FIELD)}</dialog>`,
  },
];

/** For documents and shadow roots of their own. */
const STYLE = html`<link rel="stylesheet" href="/assets/style.css" />
  <link rel="stylesheet" href="/assets/theme.css" />`;

function shadow(mode: 'open' | 'closed', action: string): Html {
  return html`<verification-form>
    <template shadowrootmode="${mode}">
      ${STYLE} ${postForm(action, PLAIN_CODE_FIELD)}
    </template>
  </verification-form>`;
}

function writtenFrame(action: string, by: 'srcdoc' | 'script'): Html {
  const form = html`${STYLE} ${postForm(action, PLAIN_CODE_FIELD)}`;
  return by === 'srcdoc'
    ? html`<iframe srcdoc="${textOf(form)}" title="Verification" class="frame"></iframe>`
    : html`<iframe data-filled title="Verification" class="frame"></iframe>
        <template id="framed-form">${form}</template>`;
}

function frame(address: string): Html {
  return html`<iframe src="${address}" title="Verification" class="frame"></iframe>`;
}
