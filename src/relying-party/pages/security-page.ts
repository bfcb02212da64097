import type { Factors } from '../flows/factors.ts';
import type { Authenticator } from '../store/authenticators.ts';
import { capitalise } from '../words.ts';
import { badge, day, moment, notice } from './controls.ts';
import { html, type Html } from './html.ts';
import { accountPage, type PageContext } from './layout.ts';

export interface SecurityView {
  readonly factors: Factors;
  readonly isRequired: boolean;
  readonly notice?: string | undefined;
}

/** Opens with the status, then the list of methods. */
export function securityPage(page: PageContext, view: SecurityView): Html {
  return accountPage(
    page,
    page.policy.words.securityPage,
    html`${view.notice ? notice('information', view.notice) : ''} ${statusCard(page, view)}
      <section class="card methods" aria-label="Methods">
        ${authenticatorMethod(page, view.factors)} ${recoveryCodeMethod(page, view.factors)}
      </section>`,
  );
}

function statusCard(page: PageContext, { factors, isRequired }: SecurityView): Html {
  const isOn = factors.count > 0;
  const { words, disabling } = page.policy;
  return html`<section class="card status" aria-labelledby="status-title">
    <div class="row">
      <h2 id="status-title">${words.securityCard}</h2>
      <span id="two-factor-status">${isOn ? badge('good', 'On') : badge('off', 'Off')}</span>
    </div>
    <p class="quiet">
      ${
        isOn
          ? 'After your password, signing in asks for a second factor.'
          : 'A password can be guessed or stolen. A second factor keeps your account yours.'
      }
      ${isRequired ? html`Your ${page.policy.groups.noun} requires it.` : ''}
    </p>
    ${isOn && disabling !== 'none' ? html`<p><a class="button" href="/two-factor/disable">Turn off</a></p>` : ''}
  </section>`;
}

function authenticatorMethod(page: PageContext, { authenticators }: Factors): Html {
  const { words, totp } = page.policy;
  const isReplacing = totp.authenticators === 'one' && authenticators.length > 0;
  return html`<article class="method" id="method-totp">
    <div class="row">
      <h3>${words.authenticatorCard}</h3>
      <a class="button ${authenticators.length === 0 ? 'primary' : ''}" href="/authenticators/new"
        >${isReplacing ? 'Replace authenticator app' : words.addAuthenticator}</a
      >
    </div>
    <p class="quiet">6-digit codes from any authenticator app.</p>
    ${
      authenticators.length === 0
        ? html`<p class="empty">None yet.</p>`
        : html`<ul class="list">
            ${authenticators.map(authenticatorRow)}
          </ul>`
    }
  </article>`;
}

function authenticatorRow(authenticator: Authenticator): Html {
  return html`<li class="row">
    <div>
      <strong>${authenticator.name}</strong><br />
      <span class="quiet"
        >Added ${day(authenticator.activeAt ?? authenticator.createdAt)}${
          authenticator.lastUsedAt === null ? '' : html` · last used ${moment(authenticator.lastUsedAt)}`
        }</span
      >
    </div>
    <a
      class="button danger"
      href="/authenticators/${authenticator.id}/remove"
      aria-label="Remove ${authenticator.name}"
      >Remove</a
    >
  </li>`;
}

function recoveryCodeMethod(page: PageContext, { recoverySheet, count }: Factors): Html {
  const { words } = page.policy;
  return html`<article class="method" id="method-recovery-codes">
    <div class="row">
      <h3>${capitalise(words.recoveryCode)}s</h3>
      ${
        count === 0
          ? ''
          : html`<a class="button" href="/recovery-codes/new"
              >${recoverySheet ? words.makeRecoveryCodes : 'Generate codes'}</a
            >`
      }
    </div>
    <p class="quiet">For when you cannot reach your other factors. Each works once.</p>
    ${
      recoverySheet
        ? html`<p>
            Codes remaining:
            <strong id="codes-remaining">${recoverySheet.remaining}</strong> of ${recoverySheet.total}
            ${recoverySheet.remaining <= 2 ? badge('warning', 'Running low') : ''}
          </p>`
        : html`<p class="empty">
            ${count === 0 ? 'Set up an authenticator app first.' : 'None yet.'}
          </p>`
    }
  </article>`;
}
