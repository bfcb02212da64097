import { field, hiddenCsrf, notice } from './controls.ts';
import { html, type Html } from './html.ts';
import { cardPage, type PageContext } from './layout.ts';
import { passkeyButton } from './passkey-pages.ts';

export interface SignInView {
  readonly returnPath: string;
  readonly email?: string | undefined;
  readonly notice?: string | undefined;
  readonly errors?: {
    readonly email?: string | undefined;
    readonly password?: string | undefined;
    readonly passkey?: string | undefined;
  };
}

export function signInPage(page: PageContext, view: SignInView): Html {
  const { product, words, passkeys } = page.policy;
  const marks = passkeys?.offeredInField ? 'username webauthn' : 'username';
  return cardPage(
    page,
    `Sign in to ${product.name}`,
    html`${view.notice ? notice('warning', view.notice) : ''}
      ${credentialsForm(page, view, { action: '/sign-in', name: words.signInName, button: 'Sign in', marks })}
      ${otherWays(page, view)}
      <p class="aside">New here? <a href="/sign-up">Create an account</a></p>`,
  );
}

/** What signs in without the password of this site. */
function otherWays(page: PageContext, { returnPath, errors }: SignInView): Html | '' {
  const { signIn, passkeys } = page.policy;
  const ways = [
    passkeys?.signsInAlone
      ? passkeyButton(page, {
          purpose: 'sign-in',
          action: '/sign-in/passkey',
          returnPath,
          error: errors?.passkey,
          isPrimary: false,
        })
      : '',
    signIn.singleSignOn
      ? html`<a class="button wide" href="/sign-in/sso?next=${encodeURIComponent(returnPath)}"
          >Continue with single sign-on</a
        >`
      : '',
  ];
  if (ways.every((way) => way === '')) return '';
  return html`<p class="divider"><span>or</span></p>
    <div class="stack">${ways}</div>`;
}

/** Plays the identity provider, on the site's own address. */
export function singleSignOnPage(page: PageContext, view: SignInView): Html {
  return cardPage(
    page,
    'Single sign-on',
    html`<p class="quiet">
        This plays your company’s identity provider. It has the passwords of the accounts made for it.
      </p>
      ${credentialsForm(page, view, { action: '/sign-in/sso', name: 'Work email', button: 'Continue' })}
      <p class="aside"><a href="/sign-in">Sign in with a password</a></p>`,
  );
}

interface FormWords {
  readonly action: string;
  readonly name: string;
  readonly button: string;
  /** What the field for the name is marked with. */
  readonly marks?: string;
}

function credentialsForm(page: PageContext, view: SignInView, words: FormWords): Html {
  return html`<form method="post" action="${words.action}" class="stack">
        ${hiddenCsrf(page.csrf)}
        <input type="hidden" name="next" value="${view.returnPath}" />
        ${field({
          label: words.name,
          name: 'email',
          type: 'email',
          autocomplete: words.marks ?? 'username',
          value: view.email,
          error: view.errors?.email,
          autofocus: view.email === undefined,
        })}
        ${field({
          label: 'Password',
          name: 'password',
          type: 'password',
          autocomplete: 'current-password',
          error: view.errors?.password,
          maxLength: 256,
        })}
        <button type="submit" class="primary wide">${words.button}</button>
      </form>`;
}
