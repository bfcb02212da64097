import type { PageContext } from './layout.ts';
import { codeField } from './code-fields.ts';
import { field, hiddenCsrf } from './controls.ts';
import { html, type Html } from './html.ts';
import { cardPage } from './layout.ts';

export interface ChallengeView {
  readonly shape: 'one-field' | 'six-boxes';
  readonly error?: string | undefined;
}

export function challengePage(page: PageContext, view: ChallengeView): Html {
  const { words, signIn } = page.policy;
  const takesRecoveryCodes = signIn.recoveryCodeField === 'same-field';
  const isBoxes = view.shape === 'six-boxes';
  return cardPage(
    page,
    words.securityCard,
    html`<form method="post" action="/challenge${isBoxes ? '?boxes=six' : ''}" class="stack">
        ${hiddenCsrf(page.csrf)}
        ${codeField({
          label: takesRecoveryCodes ? 'Verification code' : 'Code from your authenticator app',
          hint: takesRecoveryCodes
            ? `Enter the 6-digit code from your app, or one of your ${words.recoveryCode}s.`
            : 'The app shows a new 6-digit code every 30 seconds.',
          error: view.error,
          shape: view.shape,
          takesRecoveryCodes,
        })}
        <button type="submit" class="primary wide">${words.verify}</button>
      </form>
      <ul class="alternatives">
        ${
          takesRecoveryCodes
            ? ''
            : html`<li><a href="/challenge/recovery-code">${words.useRecoveryCode}</a></li>`
        }
        ${isBoxes ? html`<li><a href="/challenge?boxes=none">Use one field</a></li>` : ''}
        ${isBoxes || takesRecoveryCodes ? '' : html`<li><a href="/challenge?boxes=six">Use six boxes</a></li>`}
        <li>${startOver(page)}</li>
      </ul>`,
  );
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
