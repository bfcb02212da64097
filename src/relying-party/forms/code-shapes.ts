import { html, type Html } from '../pages/html.ts';
import { CODE_LABEL, type FormShape, labelled, PLAIN_CODE_FIELD, postForm } from './form.ts';

// Shapes of the field itself.

const POSITIONS = [1, 2, 3, 4, 5, 6];

export const CODE_SHAPES: readonly FormShape[] = [
  {
    id: 'one-field',
    title: 'One field',
    text: 'A text field marked as a one-time code.',
    body: ({ action }) => postForm(action, PLAIN_CODE_FIELD),
  },
  {
    id: 'six-boxes',
    title: 'Six boxes',
    text: 'One box a digit; each sends its own.',
    body: ({ action }) => postForm(action, boxes(html`name="digit"`)),
  },
  {
    id: 'six-boxes-mirror',
    title: 'Six boxes with a hidden mirror field',
    text: 'The boxes have no name; a script gathers their digits in a hidden field, which is what is sent.',
    body: ({ action }) =>
      postForm(action, html`${boxes(html``)} <input type="hidden" name="code" data-mirror />`),
  },
  typed('tel', 'Type “tel”', 'A telephone field, for its number pad.'),
  typed('number', 'Type “number”', 'A number field, which drops a leading zero when it is set as a number.'),
  typed('password', 'Type “password”', 'The code is hidden like a password.'),
  {
    id: 'controlled',
    title: 'Controlled by script',
    text: 'Keeps its own value, as React does: what was not typed is put back, unless the native setter and an input event are used.',
    body: ({ action }) =>
      postForm(
        action,
        labelled(
          CODE_LABEL,
          'code',
          html`name="code" inputmode="numeric" autocomplete="one-time-code" class="code" data-controlled`,
        ),
      ),
  },
];

function typed(type: 'tel' | 'number' | 'password', title: string, text: string): FormShape {
  return {
    id: `type-${type}`,
    title,
    text,
    body: ({ action }) =>
      postForm(
        action,
        labelled(CODE_LABEL, 'code', html`name="code" type="${type}" autocomplete="off" class="code"`),
      ),
  };
}

function boxes(name: Html): Html {
  return html`<fieldset class="field">
    <legend>${CODE_LABEL}</legend>
    <div class="boxes" data-boxes>
      ${POSITIONS.map(
        (position) =>
          html`<input
            id="digit-${position}"
            ${name}
            type="text"
            inputmode="numeric"
            maxlength="1"
            autocomplete="off"
            aria-label="Digit ${position}"
          />`,
      )}
    </div>
  </fieldset>`;
}
