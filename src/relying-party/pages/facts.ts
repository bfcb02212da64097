import type { User } from '../store/users.ts';
import { day } from './controls.ts';
import { html, type Html } from './html.ts';
import type { PageContext } from './layout.ts';

/** Who the account belongs to; `more` adds rows of a term and what it is. */
export function factsCard(page: PageContext, user: User, more: readonly (readonly [string, Html])[]): Html {
  return html`<section class="card" aria-label="Account">
    <dl class="facts">
      <dt>Name</dt>
      <dd>${user.name}</dd>
      <dt>${page.policy.words.signInName}</dt>
      <dd>${user.email}</dd>
      <dt>Member since</dt>
      <dd>${day(user.createdAt)}</dd>
      ${more.map(
        ([term, text]) =>
          html`<dt>${term}</dt>
            <dd>${text}</dd>`,
      )}
    </dl>
  </section>`;
}
