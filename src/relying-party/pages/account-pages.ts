import type { Factors } from '../flows/factors.ts';
import type { AuditEntry, AuditEvent } from '../store/audit.ts';
import type { SentMail } from '../store/outbox.ts';
import type { User } from '../store/users.ts';
import { moment, notice } from './controls.ts';
import { factsCard } from './facts.ts';
import { html, type Html } from './html.ts';
import { accountPage, appPage, cardPage, type PageContext } from './layout.ts';
import { statusCard } from './security-page.ts';

/** The start page: where the product would be. */
export function homePage(page: PageContext, user: User, factors: Factors): Html {
  const { home } = page.policy.product;
  return appPage(
    page,
    home.title,
    html`<h1>${home.title}</h1>
      ${
        factors.count === 0
          ? notice(
              'warning',
              html`Your account is protected by a password alone.
                <a href="${page.policy.paths.security}">Set up two-factor authentication</a>`,
            )
          : ''
      }
      <section class="card blank">
        <h2>${home.emptyTitle}</h2>
        <p class="quiet">${home.emptyText}</p>
      </section>
      <p class="quiet" id="signed-in-as">Signed in as ${user.email}</p>`,
  );
}

export function profilePage(
  page: PageContext,
  user: User,
  status: { readonly factors: Factors; readonly isRequired: boolean },
): Html {
  const { words, paths } = page.policy;
  const methods = html`<a href="${paths.security}">${words.securityPage}</a>`;
  return accountPage(
    page,
    words.profilePage,
    html`${factsCard(page, user, [['Sign-in methods', methods]])} ${statusCard(page, status)}`,
  );
}

/** What happened to the account. An entry says that a code was used, never which. */
export function activityPage(page: PageContext, entries: readonly AuditEntry[]): Html {
  return accountPage(
    page,
    'Activity',
    html`<section class="card">
      ${
        entries.length === 0
          ? html`<p class="empty">Nothing happened yet.</p>`
          : html`<table class="log" id="activity">
              <thead>
                <tr>
                  <th scope="col">What</th>
                  <th scope="col">When</th>
                  <th scope="col">Session</th>
                </tr>
              </thead>
              <tbody>
                ${entries.map(activityRow)}
              </tbody>
            </table>`
      }
    </section>`,
  );
}

export function outboxPage(page: PageContext, mails: readonly SentMail[]): Html {
  return cardPage(
    page,
    'Outbox',
    html`<p class="quiet">Mail that ${page.policy.product.name} would have sent. Nothing left this machine.</p>
      ${mails.length === 0 ? html`<p class="empty">No mail yet.</p>` : ''}
      ${mails.map(
        (mail) => html`<article class="mail">
          <h2>${mail.subject}</h2>
          <p class="quiet">To ${mail.to} · ${moment(mail.at)}</p>
          <p>${mail.text}</p>
        </article>`,
      )}`,
  );
}

function activityRow(entry: AuditEntry): Html {
  return html`<tr>
    <td>${EVENT_TEXTS[entry.event]}${entry.detail ? html` <span class="quiet">${entry.detail}</span>` : ''}</td>
    <td>${moment(entry.at)}</td>
    <td><code>${entry.sessionLabel || '–'}</code></td>
  </tr>`;
}

const EVENT_TEXTS: Readonly<Record<AuditEvent, string>> = {
  'account-created': 'Account created',
  'signed-in': 'Signed in',
  'signed-out': 'Signed out',
  'password-refused': 'A sign-in with a wrong password was refused',
  'second-factor-refused': 'A wrong second factor was refused',
  'login-ended': 'A login was ended after repeated failures',
  'authenticator-added': 'Authenticator added',
  'authenticator-removed': 'Authenticator removed',
  'passkey-added': 'Passkey added',
  'passkey-removed': 'Passkey removed',
  'command-line-let-in': 'A program was let in',
  'command-line-revoked': 'A program’s session was ended',
  'recovery-codes-made': 'New recovery codes made',
  'recovery-code-used': 'A recovery code was used',
  'identity-verified': 'Identity confirmed',
  'identity-refused': 'A wrong proof of identity was refused',
  'two-factor-disabled': 'Two-factor authentication turned off',
  'two-factor-reset': 'Two-factor authentication reset by an administrator',
  'reset-code-used': 'The code of an administrator’s reset was used',
  'enforcement-on': 'Two-factor authentication made compulsory',
  'enforcement-off': 'Two-factor authentication made optional',
  'preferred-method-chosen': 'Preferred method chosen',
};
