import { capitalise } from '../words.ts';
import { codeField } from './code-fields.ts';
import { field, hiddenCsrf } from './controls.ts';
import { html, type Html } from './html.ts';
import { accountPage, cardPage, type PageContext } from './layout.ts';
import { qrCode } from './qr-code.ts';

export interface EnrolmentErrors {
  readonly code?: string;
  readonly name?: string;
}

export interface EnrolmentView {
  readonly keyUri: string;
  /** Base32, as authenticator apps take it. */
  readonly secret: string;
  readonly accountName: string;
  readonly errors: EnrolmentErrors;
  readonly name: string;
  /** On where nothing but enrolling is allowed: the page then has no way back but signing out. */
  readonly isForced: boolean;
}

/** The id of the form: its fields and its button may stand in later steps. */
const FORM = 'enrolment-form';

export function enrolmentPage(page: PageContext, view: EnrolmentView): Html {
  const { words, totp } = page.policy;
  const isAlone = page.policy.changes === 'in-dialogs' || view.isForced;
  const frame = isAlone ? cardPage : accountPage;
  const isNamed = totp.authenticators === 'several-named';
  const actions = html`<div class="actions">
    <button type="submit" class="primary" form="${FORM}">${words.confirmEnrolment}</button>
    ${view.isForced ? '' : html`<a class="button" href="${page.policy.paths.security}">Cancel</a>`}
  </div>`;
  const body = html`<ol class="steps">
      <li>
        <h2>Scan the QR code</h2>
        <p class="quiet">Open your authenticator app, add an account and scan this.</p>
        <div class="scan">${qrCode(view.keyUri)} ${manualSecret(page, view)}</div>
      </li>
      <li>
        <h2>Enter the code</h2>
        <form method="post" action="/authenticators/new" class="stack" id="${FORM}">
          ${hiddenCsrf(page.csrf)}
          ${codeField({
            label: '6-digit code from the app',
            error: view.errors.code,
            shape: 'one-field',
          })}
          ${isNamed ? '' : actions}
        </form>
      </li>
      ${
        isNamed
          ? html`<li>
              <h2>Name it and save</h2>
              <div class="stack">${nameField(view)} ${actions}</div>
            </li>`
          : ''
      }
    </ol>`;
  return frame(page, words.enrolmentPage, isAlone ? body : html`<section class="card">${body}</section>`);
}

function manualSecret(page: PageContext, view: EnrolmentView): Html {
  const { words, totp } = page.policy;
  const grouped = view.secret.match(/.{1,4}/g)?.join(' ') ?? '';
  return html`<details class="manual" ${totp.secret === 'shown' ? html`open` : ''}>
    <summary>${words.manualSecret}</summary>
    <dl>
      <dt>Account</dt>
      <dd>${page.policy.totp.issuer}: ${view.accountName}</dd>
      <dt>Secret</dt>
      <dd><code id="totp-secret" data-secret="${view.secret}">${grouped}</code>
        <button type="button" class="small" data-copy="#totp-secret" hidden>Copy</button></dd>
    </dl>
  </details>`;
}

function nameField({ name, errors }: EnrolmentView): Html {
  return field({
    label: 'Name',
    name: 'name',
    form: FORM,
    autocomplete: 'off',
    value: name,
    error: errors.name,
    hint: 'Tells it apart from your others, like “Phone”.',
    maxLength: 40,
  });
}

export interface RecoveryCodesView {
  readonly codes: readonly string[];
  /** What led here, in one sentence. */
  readonly lead: string;
  /** On where the second factor is only active after the word that the codes are saved. */
  readonly needsAcknowledgement: boolean;
  /** Where to go on; the security page where left out. */
  readonly returnPath?: string | undefined;
}

/** The one time the codes are on a page. They come with the answer to the POST: nothing keeps them for a second look. */
export function recoveryCodesPage(page: PageContext, view: RecoveryCodesView): Html {
  const { words, product, paths } = page.policy;
  return cardPage(
    page,
    words.saveRecoveryCodes,
    html`<p>${view.lead}</p>
      <p>
        Each code works once. This is the only time they are shown, so keep them somewhere safe before you go on.
      </p>
      <ul class="codes" id="recovery-codes">
        ${view.codes.map((code) => html`<li><code>${code}</code></li>`)}
      </ul>
      ${saveActions(page, view.codes)}
      ${
        view.needsAcknowledgement
          ? html`<form method="post" action="/authenticators/activate">
              ${hiddenCsrf(page.csrf)}
              <button type="submit" class="primary wide">I have saved my ${words.recoveryCode}s</button>
            </form>`
          : html`<p><a class="button primary wide" href="${view.returnPath ?? paths.security}">Done</a></p>`
      }
      <p class="print-only">${capitalise(words.recoveryCode)}s for ${product.name}</p>`,
  );
}

function saveActions(page: PageContext, codes: readonly string[]): Html {
  const { offers } = page.policy.recoveryCodes;
  const { recoveryCode } = page.policy.words;
  const fileName = `${page.policy.id}-${recoveryCode.replace(' ', '-')}s.txt`;
  const text = `${page.policy.product.name} ${recoveryCode}s\n\n${codes.join('\n')}\n`;
  return html`<div class="actions no-print">
    ${offers.includes('copy') ? html`<button type="button" data-copy="#recovery-codes" hidden>Copy</button>` : ''}
    ${
      offers.includes('download')
        ? html`<a class="button" download="${fileName}" href="data:text/plain;charset=utf-8,${encodeURIComponent(text)}"
            >Download</a
          >`
        : ''
    }
    ${offers.includes('print') ? html`<button type="button" data-print hidden>Print</button>` : ''}
  </div>`;
}
