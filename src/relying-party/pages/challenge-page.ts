import type { PreferredMethod } from '../flows/preferred-method.ts';
import { codeField } from './code-fields.ts';
import { field, hiddenCsrf } from './controls.ts';
import { html, type Html } from './html.ts';
import { cardPage, type PageContext } from './layout.ts';
import { passkeyButton } from './passkey-pages.ts';

export interface ChallengeView {
  readonly shape: 'one-field' | 'six-boxes';
  readonly error?: string | undefined;
  readonly passkeyError?: string | undefined;
  /** On where the only way in is the code of an administrator's reset. */
  readonly isAfterReset: boolean;
  /** The user's methods, the preferred one first. */
  readonly methods: readonly PreferredMethod[];
}

export function challengePage(page: PageContext, view: ChallengeView): Html {
  const parts = view.isAfterReset ? [codeForm(page, view)] : formsOf(page, view);
  const divider = html`<p class="divider"><span>or</span></p>`;
  return cardPage(
    page,
    'Two-factor authentication',
    html`${parts.map((part, index) => html`${index > 0 ? divider : ''}${part}`)}
      <ul class="alternatives">
        ${view.isAfterReset ? '' : alternatives(page, view)}
        <li>${startOver(page)}</li>
      </ul>`,
  );
}

/** A form for each kind of method, in the user's order. */
function formsOf(page: PageContext, view: ChallengeView): readonly (Html | '')[] {
  const { methods, passkeyError } = view;
  const isPasskeyFirst = methods[0] === 'passkey';
  const passkey = passkeyButton(page, {
    purpose: 'second-factor',
    action: '/challenge/passkey',
    error: passkeyError,
    isPrimary: isPasskeyFirst,
  });
  const takesCodes = methods.includes('totp') || page.policy.signIn.recoveryCodeField === 'same-field';
  const code = takesCodes ? [codeForm(page, view)] : [];
  if (!methods.includes('passkey')) return code;
  return isPasskeyFirst ? [passkey, ...code] : [...code, passkey];
}

function codeForm(page: PageContext, view: ChallengeView): Html {
  const isBoxes = view.shape === 'six-boxes' && !view.isAfterReset;
  return html`<form method="post" action="/challenge${isBoxes ? '?boxes=six' : ''}" class="stack">
    ${hiddenCsrf(page.csrf)} ${challengeField(page, view)}
    <button type="submit" class="${view.methods[0] === 'passkey' ? '' : 'primary'} wide">
      ${page.policy.words.verify}
    </button>
  </form>`;
}

function challengeField(page: PageContext, { error, shape, isAfterReset, methods }: ChallengeView): Html {
  if (isAfterReset) {
    return field({
      label: 'Single-use recovery code',
      name: 'code',
      autocomplete: 'off',
      hint: 'Your two-factor authentication was reset. Enter the code that your administrator gave you.',
      error,
      maxLength: 64,
      autofocus: true,
    });
  }
  if (page.policy.signIn.recoveryCodeField === 'own-page') {
    const hint = 'The app shows a new 6-digit code every 30 seconds.';
    return codeField({ label: 'Code from your authenticator app', hint, error, shape });
  }
  const names: Readonly<Partial<Record<PreferredMethod, string>>> = {
    totp: 'the 6-digit code from your app',
    'recovery-code': `one of your ${page.policy.words.recoveryCode}s`,
  };
  return codeField({
    label: 'Verification code',
    hint: `Enter ${methods.flatMap((method) => names[method] ?? []).join(', or ')}.`,
    error,
    shape: 'one-field',
    takesRecoveryCodes: true,
  });
}

/** Every other way to answer, one click away. */
function alternatives(page: PageContext, view: ChallengeView): Html | '' {
  const { words, signIn } = page.policy;
  if (signIn.recoveryCodeField === 'same-field') return '';
  const [path, label] =
    view.shape === 'six-boxes'
      ? ['/challenge?boxes=none', 'Use one field']
      : ['/challenge?boxes=six', 'Use six boxes'];
  return html`<li><a href="/challenge/recovery-code">${words.useRecoveryCode}</a></li>
    ${view.methods.includes('totp') ? html`<li><a href="${path}">${label}</a></li>` : ''}`;
}

export function recoveryChallengePage(
  page: PageContext,
  view: { readonly error?: string | undefined },
): Html {
  const { recoveryCode } = page.policy.words;
  return cardPage(
    page,
    `Use a ${recoveryCode}`,
    html`<form method="post" action="/challenge/recovery-code" class="stack">
        ${hiddenCsrf(page.csrf)}
        ${field({
          label: `${recoveryCode.charAt(0).toUpperCase()}${recoveryCode.slice(1)}`,
          name: 'recovery-code',
          autocomplete: 'off',
          hint: `It looks like ${page.policy.recoveryCodes.pattern}. Each ${recoveryCode} works once.`,
          error: view.error,
          maxLength: 64,
          className: 'code',
          autofocus: true,
        })}
        <button type="submit" class="primary wide">${page.policy.words.verify}</button>
      </form>
      <ul class="alternatives">
        <li><a href="/challenge">Use another method</a></li>
        <li>${startOver(page)}</li>
      </ul>`,
  );
}

function startOver(page: PageContext): Html {
  return html`<form method="post" action="/sign-out">
    ${hiddenCsrf(page.csrf)}<button type="submit" class="link">Sign in as someone else</button>
  </form>`;
}
