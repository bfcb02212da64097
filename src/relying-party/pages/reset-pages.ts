import type { User } from '../store/users.ts';
import { notice } from './controls.ts';
import { html, type Html } from './html.ts';
import { cardPage, type PageContext } from './layout.ts';

/** What a reset does and asks for, before it is done. */
export function resetRequirementsPage(page: PageContext, user: User): Html {
  return cardPage(
    { ...page, isDialog: true },
    'Reset user 2FA',
    html`<p>This is for <strong>${user.name}</strong> (${user.email}).</p>
      <ul class="bullets">
        <li>Make sure that it is really them who asks, by a call or in person.</li>
        <li>Their authenticator and ${page.policy.words.recoveryCode}s stop working, and they are signed out.</li>
        <li>You get a single-use code for them. It works for 24 hours, with their password.</li>
        <li>After entering it they set up two-factor authentication again.</li>
      </ul>
      <div class="actions">
        <a class="button danger" href="/users/${user.id}/reset/confirm">Reset</a>
        <a class="button" href="${page.policy.paths.group}">Cancel</a>
      </div>`,
  );
}

/** For whoever follows a link from before the member turned it off. */
export function nothingToResetPage(page: PageContext, user: User): Html {
  return cardPage(
    { ...page, isDialog: true },
    'Reset user 2FA',
    html`<p><strong>${user.name}</strong> (${user.email}) has no two-factor authentication. There is nothing to reset.</p>
      <p><a class="button primary" href="${page.policy.paths.group}">Back</a></p>`,
  );
}

/** The one time the administrator's code is on a page. */
export function resetCodePage(page: PageContext, user: User, code: string): Html {
  return cardPage(
    { ...page, isDialog: true },
    'Single-use recovery code',
    html`<p>Give this code to <strong>${user.name}</strong> through an app you both trust. It is not shown again.</p>
      <p class="codes"><code id="reset-code" data-secret="${code}">${code}</code></p>
      <div class="actions">
        <button type="button" data-copy="#reset-code" hidden>Copy</button>
        <a class="button primary" href="${page.policy.paths.group}">Done</a>
      </div>
      ${notice('information', `${user.name} was told by mail that you reset their two-factor authentication.`)}`,
  );
}
