import { html, type Html } from '../pages/html.ts';
import { cardPage, pageWithoutForms } from '../pages/layout.ts';
import type { Policy } from '../policies/policy.ts';
import type { FormPlace, FormShape } from './form.ts';
import { FORM_SHAPES } from './shapes.ts';

export function formIndexPage(policy: Policy): Html {
  return cardPage(
    pageWithoutForms(policy, '/forms'),
    'Form shapes',
    html`<p class="quiet">The ways sites ask for a code. Each page shows what it was sent.</p>
      <ul class="list">
        ${FORM_SHAPES.map(
          ({ id, title, text }) =>
            html`<li>
              <a href="/forms/${id}"><strong>${title}</strong></a><br /><span class="quiet">${text}</span>
            </li>`,
        )}
      </ul>`,
  );
}

export function formPage(policy: Policy, shape: FormShape, place: FormPlace): Html {
  return cardPage(
    pageWithoutForms(policy, place.action),
    shape.title,
    html`${shape.body(place)}
      <p class="aside"><a href="/forms">All shapes</a></p>
      <script src="/assets/forms.js"></script>`,
  );
}

/** What arrived, as JSON of the fields by name, in an element that tests can read. */
export function receivedPage(policy: Policy, shape: FormShape, fields: ReadonlyMap<string, string>): Html {
  return cardPage(
    pageWithoutForms(policy, `/forms/${shape.id}`),
    'Received',
    html`<p class="quiet">${shape.title}</p>
      <output id="received">${JSON.stringify(Object.fromEntries(fields))}</output>
      <p class="aside"><a href="/forms/${shape.id}">Again</a> · <a href="/forms">All shapes</a></p>`,
  );
}
