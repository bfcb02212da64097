import type { Policy } from '../policies/policy.ts';
import type { FactorReference, RemovalError } from '../flows/removal.ts';
import { codeField } from './code-fields.ts';
import { field, hiddenCsrf, notice } from './controls.ts';
import { passkeyButton } from './passkey-pages.ts';
import { html, type Html } from './html.ts';
import { cardPage, type PageContext } from './layout.ts';

export interface ConfirmationOptions {
  readonly title: string;
  readonly text: Html | string;
  readonly warning?: string | undefined;
  readonly action: string;
  readonly button: string;
  readonly isDangerous: boolean;
  /** The security page where left out. */
  readonly cancelPath?: string;
}

/** Says what a change does before it is made. */
export function confirmationPage(page: PageContext, options: ConfirmationOptions): Html {
  return cardPage(
    page,
    options.title,
    html`<p>${options.text}</p>
      ${options.warning ? notice('warning', options.warning) : ''}
      <form method="post" action="${options.action}" class="actions">
        ${hiddenCsrf(page.csrf)}
        <button type="submit" class="${options.isDangerous ? 'danger' : 'primary'}">${options.button}</button>
        <a class="button" href="${options.cancelPath ?? page.policy.paths.security}">Cancel</a>
      </form>`,
  );
}

export function removalPage(
  page: PageContext,
  {
    name,
    kind,
    isLast,
  }: { readonly name: string; readonly kind: FactorReference['kind']; readonly isLast: boolean },
): Html {
  return confirmationPage(page, {
    title: `Remove ${name}`,
    text:
      kind === 'authenticator'
        ? 'Codes from it stop working at once. Delete the account in the app afterwards.'
        : 'It stops signing you in at once. Delete it on the device afterwards.',
    warning: isLast
      ? 'This is your last factor. You stay signed in, but your next sign-in asks for the password alone.'
      : undefined,
    action: page.path,
    button: 'Remove',
    isDangerous: true,
  });
}

/** A change that the rules do not allow, with what to do instead. */
export function refusalPage(page: PageContext, error: RemovalError): Html {
  const [title, text] = refusalTexts(page.policy, error);
  return cardPage(
    page,
    title,
    html`${notice('warning', text)}
      <p><a class="button primary" href="${page.policy.paths.security}">Back</a></p>`,
  );
}

function refusalTexts({ groups }: Policy, error: RemovalError): readonly [title: string, text: string] {
  switch (error) {
    case 'last-factor':
      return [
        'This cannot be removed',
        'You cannot remove your last remaining factor while 2FA is active. Add a replacement first.',
      ];
    case 'required':
      return [
        'Two-factor authentication stays on',
        `Your ${groups.noun} requires it, so one factor has to stay. Nothing was changed.`,
      ];
    case 'not-found':
      return ['This is not there', 'It was removed before. Nothing else was changed.'];
  }
}

type StepUpProof = Policy['stepUp']['proofs'][number];

export interface StepUpView {
  readonly returnPath: string;
  readonly proofs: readonly StepUpProof[];
  /** On for a user whose password the identity provider has: signing in there again counts as a proof. */
  readonly hasSingleSignOn: boolean;
  readonly error?: { readonly kind: StepUpProof; readonly text: string } | undefined;
}

/** Asks who is there before security settings change; each accepted proof is a form of its own. */
export function stepUpPage(page: PageContext, view: StepUpView): Html {
  return cardPage(
    page,
    'Confirm it is you',
    html`<p class="quiet">Security settings are about to change. You are not asked again for a few minutes.</p>
      ${view.proofs.map((kind, index) => html`${index > 0 ? html`<p class="divider"><span>or</span></p>` : ''}${proofForm(page, view, kind)}`)}
      ${view.hasSingleSignOn ? singleSignOnLink(view) : ''}
      <p class="aside"><a href="${page.policy.paths.security}">Cancel</a></p>`,
  );
}

function singleSignOnLink({ proofs, returnPath }: StepUpView): Html {
  return html`${proofs.length > 0 ? html`<p class="divider"><span>or</span></p>` : ''}
    <a class="button wide" href="/sign-in/sso?next=${encodeURIComponent(returnPath)}"
      >Sign in again by single sign-on</a
    >`;
}

function proofForm(page: PageContext, view: StepUpView, kind: StepUpProof): Html | '' {
  const error = view.error?.kind === kind ? view.error.text : undefined;
  if (kind === 'passkey') {
    const { returnPath } = view;
    return passkeyButton(page, {
      purpose: 'step-up',
      action: '/step-up/passkey',
      returnPath,
      error,
      isPrimary: true,
    });
  }
  const input =
    kind === 'password'
      ? field({
          label: 'Password',
          name: 'password',
          type: 'password',
          autocomplete: 'current-password',
          error,
          maxLength: 256,
        })
      : codeField({ label: 'Code from your authenticator app', error, shape: 'one-field' });
  return html`<form method="post" action="/step-up" class="stack">
    ${hiddenCsrf(page.csrf)}
    <input type="hidden" name="next" value="${view.returnPath}" />
    <input type="hidden" name="proof" value="${kind}" />
    ${input}
    <button type="submit" class="primary wide">
      ${kind === 'password' ? 'Confirm with password' : 'Confirm with code'}
    </button>
  </form>`;
}
