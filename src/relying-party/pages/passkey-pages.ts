import type { CeremonyPurpose } from '../store/ceremonies.ts';
import type { PasskeyPolicy } from '../policies/policy.ts';
import type { Passkey } from '../store/passkeys.ts';
import { capitalise } from '../words.ts';
import { day, field, fieldError, hiddenCsrf, moment, removeButton } from './controls.ts';
import { html, type Html } from './html.ts';
import { accountPage, cardPage, type PageContext } from './layout.ts';

/** The card on the security page. */
export function passkeyMethod(policy: PasskeyPolicy, passkeys: readonly Passkey[]): Html {
  return html`<article class="method" id="method-passkeys">
    <div class="row">
      <div>
        <h3>${policy.card}</h3>
        <p class="quiet">
          Your device’s lock or a key you touch. It works on this site alone, so it cannot be phished.
        </p>
      </div>
      ${
        policy.enrolment === 'open'
          ? html`<a class="button" href="/passkeys/new">Add ${policy.noun}</a>`
          : html`<button type="button" disabled>Coming soon</button>`
      }
    </div>
    ${
      passkeys.length === 0
        ? html`<p class="empty">None yet.</p>`
        : html`<ul class="list">
            ${passkeys.map(passkeyRow)}
          </ul>`
    }
  </article>`;
}

function passkeyRow({ id, name, createdAt, lastUsedAt }: Passkey): Html {
  return html`<li class="row">
    <div>
      <strong>${name}</strong><br />
      <span class="quiet"
        >Added ${day(createdAt)}${lastUsedAt === null ? '' : html` · last used ${moment(lastUsedAt)}`}</span
      >
    </div>
    ${removeButton(name, `/passkeys/${id}/remove`)}
  </li>`;
}

export interface NewPasskeyView {
  readonly noun: string;
  readonly name: string;
  readonly errors: { readonly name?: string; readonly credential?: string };
  /** On where nothing but enrolling is allowed: the page then has no way back but signing out. */
  readonly isForced: boolean;
}

export function newPasskeyPage(page: PageContext, view: NewPasskeyView): Html {
  const isAlone = page.policy.changes === 'in-dialogs' || view.isForced;
  const frame = isAlone ? cardPage : accountPage;
  const body = ceremonyForm(page, {
    purpose: 'registration',
    action: '/passkeys/new',
    button: `Add ${view.noun}`,
    isPrimary: true,
    error: view.errors.credential,
    fields: field({
      label: 'Name',
      name: 'name',
      autocomplete: 'off',
      value: view.name,
      error: view.errors.name,
      hint: 'Tells it apart from your others, like “Laptop”. Then follow your browser’s prompt.',
      maxLength: 40,
      autofocus: true,
    }),
    after: view.isForced ? '' : html`<a class="button" href="${page.policy.paths.security}">Cancel</a>`,
  });
  return frame(page, `Add a ${view.noun}`, isAlone ? body : html`<section class="card">${body}</section>`);
}

/** One tap: the browser asks for the rest. */
export function passkeyButton(
  page: PageContext,
  form: {
    readonly purpose: Exclude<CeremonyPurpose, 'registration'>;
    readonly action: string;
    readonly returnPath?: string;
    readonly error?: string | undefined;
    readonly isPrimary: boolean;
  },
): Html | '' {
  const { passkeys } = page.policy;
  if (!passkeys) return '';
  return ceremonyForm(page, {
    ...form,
    button: `Use a ${passkeys.noun}`,
    isOffered: form.purpose === 'sign-in' && passkeys.offeredInField,
    fields:
      form.returnPath === undefined
        ? ''
        : html`<input type="hidden" name="next" value="${form.returnPath}" />`,
    after: '',
  });
}

interface CeremonyForm {
  readonly purpose: CeremonyPurpose;
  readonly action: string;
  readonly button: string;
  readonly isPrimary: boolean;
  /** Beside the field for the name as well. */
  readonly isOffered?: boolean;
  readonly error?: string | undefined;
  readonly fields: Html | '';
  readonly after: Html | '';
}

function ceremonyForm(page: PageContext, form: CeremonyForm): Html {
  return html`<form method="post" action="${form.action}" class="stack" data-ceremony="${form.purpose}" ${form.isOffered ? html`data-offered` : ''}>
      ${hiddenCsrf(page.csrf)}
      <input type="hidden" name="credential" />
      ${form.fields} ${fieldError('credential', form.error)}
      <p class="error" role="alert" data-ceremony-error></p>
      <div class="actions">
        <button type="submit" class="${form.isPrimary ? 'primary' : ''} ${form.after === '' ? 'wide' : ''}">
          ${capitalise(form.button)}
        </button>
        ${form.after}
      </div>
    </form>
    <noscript><p class="hint">Passkeys need JavaScript.</p></noscript>
    <script src="/assets/passkeys.js" type="module"></script>`;
}
