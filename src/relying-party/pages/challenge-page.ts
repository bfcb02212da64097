import type { PreferredMethod } from '../flows/preferred-method.ts';
import { codeField } from './code-fields.ts';
import { field, hiddenCsrf } from './controls.ts';
import { html, type Html } from './html.ts';
import { cardPage, type PageContext } from './layout.ts';

export interface ChallengeView {
  readonly shape: 'one-field' | 'six-boxes';
  readonly error?: string | undefined;
  /** On where the only way in is the code of an administrator's reset. */
  readonly isAfterReset: boolean;
  /** The user's methods, the preferred one first. */
  readonly methods: readonly PreferredMethod[];
}

export function challengePage(page: PageContext, view: ChallengeView): Html {
  const isBoxes = view.shape === 'six-boxes' && !view.isAfterReset;
  return cardPage(
    page,
    'Two-factor authentication',
    html`<form method="post" action="/challenge${isBoxes ? '?boxes=six' : ''}" class="stack">
        ${hiddenCsrf(page.csrf)} ${challengeField(page, view)}
        <button type="submit" class="primary wide">${page.policy.words.verify}</button>
      </form>
      <ul class="alternatives">
        ${view.isAfterReset ? '' : alternatives(page, isBoxes)}
        <li>${startOver(page)}</li>
      </ul>`,
  );
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
  const names = {
    totp: 'the 6-digit code from your app',
    'recovery-code': `one of your ${page.policy.words.recoveryCode}s`,
  };
  return codeField({
    label: 'Verification code',
    hint: `Enter ${methods.map((method) => names[method]).join(', or ')}.`,
    error,
    shape: 'one-field',
    takesRecoveryCodes: true,
  });
}

/** Every other way to answer, one click away. */
function alternatives(page: PageContext, isBoxes: boolean): Html | '' {
  const { words, signIn } = page.policy;
  if (signIn.recoveryCodeField === 'same-field') return '';
  return html`<li><a href="/challenge/recovery-code">${words.useRecoveryCode}</a></li>
    <li>
      ${
        isBoxes
          ? html`<a href="/challenge?boxes=none">Use one field</a>`
          : html`<a href="/challenge?boxes=six">Use six boxes</a>`
      }
    </li>`;
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
        <li><a href="/challenge">Use a code from your authenticator app</a></li>
        <li>${startOver(page)}</li>
      </ul>`,
  );
}

function startOver(page: PageContext): Html {
  return html`<form method="post" action="/sign-out">
    ${hiddenCsrf(page.csrf)}<button type="submit" class="link">Sign in as someone else</button>
  </form>`;
}
