import type { AuthorizationRequest } from '../flows/client-access.ts';
import { sessionLabelOf } from '../security/tokens.ts';
import type { Session } from '../store/sessions.ts';
import { field, hiddenCsrf, moment } from './controls.ts';
import { html, type Html } from './html.ts';
import { cardPage, type PageContext } from './layout.ts';

/** Asks whether the program that opened this page may act for the user. */
export function consentPage(page: PageContext, request: AuthorizationRequest): Html {
  return decisionPage(page, {
    client: request.client,
    action: '/authorize',
    // What was understood, and nothing else of the address: a `decision` there would be sent before the button's own.
    fields: {
      response_type: 'code',
      client_id: request.client,
      redirect_uri: request.redirectUri,
      code_challenge_method: 'S256',
      code_challenge: request.codeChallenge,
      state: request.state,
    },
    text: 'It runs on this machine and has opened this page.',
  });
}

export function deviceCodePage(page: PageContext, error: string | undefined): Html {
  return cardPage(
    page,
    'Let a program in',
    html`<form method="post" action="/device" class="stack">
      ${hiddenCsrf(page.csrf)}
      ${field({
        label: 'Code',
        name: 'user-code',
        autocomplete: 'off',
        hint: 'The program shows it in your terminal. Never enter a code that someone sent you.',
        error,
        maxLength: 12,
        className: 'code',
        autofocus: true,
      })}
      <button type="submit" class="primary wide">Continue</button>
    </form>`,
  );
}

export function deviceConsentPage(page: PageContext, client: string, userCode: string): Html {
  return decisionPage(page, {
    client,
    action: '/device',
    fields: { 'user-code': userCode },
    text: 'It may run on another machine. Go on only if you have just started it yourself.',
  });
}

export function deviceDonePage(page: PageContext, client: string, isApproved: boolean): Html {
  return cardPage(
    page,
    isApproved ? 'Done' : 'Refused',
    html`<p>
        ${isApproved ? `${client} is signed in. Go back to your terminal.` : `${client} was not let in.`}
      </p>
      <p><a class="button" href="${page.policy.paths.security}">${page.policy.words.securityPage}</a></p>`,
  );
}

/** The card on the security page: every program that is let in, each with a way to end it. */
export function commandLineCard(page: PageContext, sessions: readonly Session[]): Html {
  return html`<section class="card" aria-labelledby="command-line-title" id="command-line">
    <h2 id="command-line-title">Command line</h2>
    ${
      sessions.length === 0
        ? html`<p class="empty">No program is signed in.</p>`
        : html`<ul class="list">
            ${sessions.map((session) => clientRow(page, session))}
          </ul>`
    }
  </section>`;
}

function clientRow(page: PageContext, { client, createdAt, idHash }: Session): Html {
  const label = sessionLabelOf(idHash);
  return html`<li class="row">
    <div>
      <strong>${client ?? ''}</strong> <code>${label}</code><br />
      <span class="quiet">Signed in ${moment(createdAt)}</span>
    </div>
    <form method="post" action="/command-line/revoke">
      ${hiddenCsrf(page.csrf)}
      <input type="hidden" name="session" value="${label}" />
      <button type="submit" class="danger" aria-label="Revoke ${client ?? ''} ${label}">Revoke</button>
    </form>
  </li>`;
}

function decisionPage(
  page: PageContext,
  asked: {
    readonly client: string;
    readonly action: string;
    readonly fields: Readonly<Record<string, string>>;
    readonly text: string;
  },
): Html {
  return cardPage(
    page,
    `Let ${asked.client} in?`,
    html`<p>
        <strong>${asked.client}</strong> wants to see and change the two-factor authentication of
        ${page.user?.email ?? ''}.
      </p>
      <p class="quiet">${asked.text}</p>
      <form method="post" action="${asked.action}">
        ${hiddenCsrf(page.csrf)}
        ${Object.entries(asked.fields).map(
          ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
        )}
        <div class="actions">
          <button type="submit" class="primary" name="decision" value="allow">Allow</button>
          <button type="submit" name="decision" value="refuse">Refuse</button>
        </div>
      </form>`,
  );
}
