import type { Factors } from '../flows/factors.ts';
import { PREFERRED_METHODS, type PreferredMethod } from '../flows/preferred-method.ts';
import type { Authenticator } from '../store/authenticators.ts';
import { capitalise } from '../words.ts';
import type { Session } from '../store/sessions.ts';
import { commandLineCard } from './command-line-pages.ts';
import { badge, day, hiddenCsrf, moment, notice, removeButton, switchButton } from './controls.ts';
import { factsCard } from './facts.ts';
import { html, type Html } from './html.ts';
import { accountPage, type PageContext } from './layout.ts';
import { passkeyMethod } from './passkey-pages.ts';

export interface SecurityView {
  readonly factors: Factors;
  readonly isRequired: boolean;
  /** The methods in the user's order. */
  readonly methods: readonly PreferredMethod[];
  /** Of the command line; undefined where the site has none. */
  readonly programs: readonly Session[] | undefined;
  readonly notice?: string | undefined;
}

/** Opens with the status, then the list of methods. */
export function securityPage(page: PageContext, view: SecurityView): Html {
  const { paths, passkeys } = page.policy;
  return accountPage(
    page,
    page.policy.words.securityPage,
    html`${view.notice ? notice('information', view.notice) : ''}
      ${page.user && paths.profile === paths.security ? factsCard(page, page.user, []) : ''}
      ${statusCard(page, view)}
      <section class="card methods" aria-label="Methods">
        ${authenticatorMethod(page, view.factors)}
        ${passkeys ? passkeyMethod(passkeys, view.factors.passkeys) : ''}
        ${recoveryCodeMethod(page, view.factors)}
      </section>
      ${page.policy.preferredMethod ? preferredMethodCard(page, view.methods) : ''}
      ${view.programs ? commandLineCard(page, view.programs) : ''}`,
  );
}

/** The present state, and where the site has one the switch that changes it. */
export function statusCard(
  page: PageContext,
  { factors, isRequired }: Pick<SecurityView, 'factors' | 'isRequired'>,
): Html {
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
    ${
      disabling === 'none'
        ? ''
        : switchButton('two-factor-switch', words.twoFactorSwitch, {
            isOn,
            path: isOn ? '/two-factor/disable' : '/authenticators/new',
          })
    }
  </section>`;
}

function authenticatorMethod(page: PageContext, { authenticators }: Factors): Html {
  const { words, totp, disabling } = page.policy;
  const isReplacing = totp.authenticators === 'one' && authenticators.length > 0;
  const hasButtons = disabling !== 'by-switch';
  return html`<article class="method" id="method-totp">
    <div class="row">
      <div>
        <h3>${words.authenticatorCard}</h3>
        <p class="quiet">6-digit codes from any authenticator app.</p>
      </div>
      ${
        hasButtons
          ? html`<a class="button ${authenticators.length === 0 ? 'primary' : ''}" href="/authenticators/new"
              >${isReplacing ? 'Replace authenticator app' : words.addAuthenticator}</a
            >`
          : ''
      }
    </div>
    ${
      authenticators.length === 0
        ? html`<p class="empty">None yet.</p>`
        : html`<ul class="list">
            ${authenticators.map((authenticator) => authenticatorRow(authenticator, hasButtons))}
          </ul>`
    }
  </article>`;
}

function authenticatorRow(authenticator: Authenticator, hasButton: boolean): Html {
  return html`<li class="row">
    <div>
      <strong>${authenticator.name}</strong><br />
      <span class="quiet"
        >Added ${day(authenticator.activeAt ?? authenticator.createdAt)}${
          authenticator.lastUsedAt === null ? '' : html` · last used ${moment(authenticator.lastUsedAt)}`
        }</span
      >
    </div>
    ${hasButton ? removeButton(authenticator.name, `/authenticators/${authenticator.id}/remove`) : ''}
  </li>`;
}

function recoveryCodeMethod(page: PageContext, factors: Factors): Html {
  const { words } = page.policy;
  const { count } = factors;
  // A sheet may wait for its factor, where the factor waits for the word that the sheet is saved.
  const recoverySheet = count > 0 ? factors.recoverySheet : undefined;
  return html`<article class="method" id="method-recovery-codes">
    <div class="row">
      <div>
        <h3>${capitalise(words.recoveryCode)}s</h3>
        <p class="quiet">For when you cannot reach your other factors. Each works once.</p>
      </div>
      ${
        count === 0
          ? ''
          : html`<a class="button" href="/recovery-codes/new"
              >${recoverySheet ? words.makeRecoveryCodes : 'Generate codes'}</a
            >`
      }
    </div>
    ${
      recoverySheet
        ? html`<p>
            Codes remaining:
            <strong id="codes-remaining">${recoverySheet.remaining}</strong> of ${recoverySheet.total}
            ${recoverySheet.remaining <= 2 ? badge('warning', 'Running low') : ''}
          </p>`
        : html`<p class="empty">
            ${count === 0 ? (page.policy.passkeys ? 'Set up another factor first.' : 'Set up an authenticator app first.') : 'None yet.'}
          </p>`
    }
  </article>`;
}

function preferredMethodCard(page: PageContext, [preferred]: readonly PreferredMethod[]): Html {
  const { passkeys } = page.policy;
  const names = {
    passkey: passkeys?.card ?? '',
    totp: page.policy.words.authenticatorCard,
    'recovery-code': `${capitalise(page.policy.words.recoveryCode)}s`,
  };
  return html`<section class="card" aria-labelledby="preferred-title">
    <form method="post" action="/preferred-method" class="stack">
      ${hiddenCsrf(page.csrf)}
      <fieldset class="field">
        <legend id="preferred-title">Preferred authentication method</legend>
        ${PREFERRED_METHODS.filter((method) => passkeys || method !== 'passkey').map(
          (method) =>
            html`<label class="choice"
              ><input type="radio" name="method" value="${method}" ${method === preferred ? html`checked` : ''} />
              ${names[method]}</label
            >`,
        )}
        <p class="hint">It is asked for first. The others stay one step away.</p>
      </fieldset>
      <div class="actions"><button type="submit">Save</button></div>
    </form>
  </section>`;
}
