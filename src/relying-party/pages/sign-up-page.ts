import { field, hiddenCsrf } from './controls.ts';
import { html, type Html } from './html.ts';
import { cardPage, type PageContext } from './layout.ts';

export interface SignUpView {
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly errors?: Readonly<Partial<Record<'name' | 'email' | 'password', string>>>;
}

export function signUpPage(page: PageContext, view: SignUpView): Html {
  return cardPage(
    page,
    `Create your ${page.policy.product.name} account`,
    html`<form method="post" action="/sign-up" class="stack">
        ${hiddenCsrf(page.csrf)}
        ${field({
          label: 'Name',
          name: 'name',
          autocomplete: 'name',
          value: view.name,
          error: view.errors?.name,
          maxLength: 80,
          autofocus: view.errors === undefined,
        })}
        ${field({
          label: page.policy.words.signInName,
          name: 'email',
          type: 'email',
          autocomplete: 'username',
          value: view.email,
          error: view.errors?.email,
        })}
        ${field({
          label: 'Password',
          name: 'password',
          type: 'password',
          autocomplete: 'new-password',
          hint: 'At least 8 characters. A few words in a row are good.',
          error: view.errors?.password,
          maxLength: 256,
        })}
        <button type="submit" class="primary wide">Create account</button>
      </form>
      <p class="aside">Have an account? <a href="/sign-in">Sign in</a></p>`,
  );
}
