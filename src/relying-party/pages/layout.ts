import type { Policy } from '../policies/policy.ts';
import type { User } from '../store/users.ts';
import { hiddenCsrf } from './controls.ts';
import { html, type Html } from './html.ts';

/** What every page needs to know. */
export interface PageContext {
  readonly policy: Policy;
  readonly csrf: string;
  readonly path: string;
  readonly user: User | undefined;
  /** On for a page that stands in a dialog though the site's changes do not. */
  readonly isDialog?: boolean;
}

/** The context of a page that knows no visitor. */
export function pageWithoutForms(policy: Policy, path: string): PageContext {
  return { policy, csrf: '', path, user: undefined };
}

/** A page of someone who is signed in: the product's navigation above, the account's menu at its end. */
export function appPage(page: PageContext, title: string, body: Html): Html {
  return document(
    page,
    title,
    html`<a class="skip" href="#content">Skip to content</a>
      <header class="bar">
        <a class="brand" href="/">${mark(page.policy)}<span>${page.policy.product.name}</span></a>
        <nav class="navigation" aria-label="Main">
          ${page.policy.navigation.map((link) => navigationLink(link, isWithin(page, link.path)))}
        </nav>
        ${page.user && accountMenu(page, page.user)}
      </header>
      <main id="content" class="column">${body}</main>
      ${footer(page.policy)}`,
  );
}

/** A page of the account's own section, with its tabs. */
export function accountPage(page: PageContext, title: string, body: Html): Html {
  const { accountTabs, paths } = page.policy;
  // What has no tab of its own is a step on the way from the security page.
  const current = accountTabs.some(({ path }) => path === page.path) ? page.path : paths.security;
  return appPage(
    page,
    title,
    html`<h1>${title}</h1>
      <nav class="tabs" aria-label="Account">
        ${accountTabs.map((tab) => navigationLink(tab, tab.path === current))}
      </nav>
      ${body}`,
  );
}

/** A page before anyone is signed in, or one that asks for one thing: a single card. */
export function cardPage(page: PageContext, title: string, body: Html): Html {
  return document(
    page,
    title,
    html`<main id="content" class="single">
        <a class="brand" href="/">${mark(page.policy)}<span>${page.policy.product.name}</span></a>
        <section class="card">
          <h1>${title}</h1>
          ${body}
        </section>
      </main>
      ${footer(page.policy)}`,
  );
}

function document(page: PageContext, title: string, body: Html): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · ${page.policy.product.name}</title>
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/assets/style.css" />
        <link rel="stylesheet" href="/assets/theme.css" />
        <script src="/assets/enhance.js" defer></script>
      </head>
      <body ${isInDialog(page) ? html`class="dialogs"` : ''}>
        ${body}
      </body>
    </html>`;
}

function isInDialog(page: PageContext): boolean {
  return page.user !== undefined && (page.isDialog === true || page.policy.changes === 'in-dialogs');
}

/** The longest path of the navigation that the page lies under is the one marked. */
function isWithin(page: PageContext, path: string): boolean {
  const matches = page.policy.navigation
    .map((link) => link.path)
    .filter((candidate) => candidate === page.path || (candidate !== '/' && page.path.startsWith(candidate)));
  return matches.sort((a, b) => b.length - a.length)[0] === path;
}

function navigationLink(link: { readonly label: string; readonly path: string }, isCurrent: boolean): Html {
  return html`<a href="${link.path}" ${isCurrent ? html`aria-current="page"` : ''}>${link.label}</a>`;
}

function accountMenu(page: PageContext, user: User): Html {
  return html`<details class="menu">
    <summary>
      <span class="menu-name">${user.name}</span><span class="unseen">, account menu</span>
      <span class="avatar" aria-hidden="true">${user.name.charAt(0).toUpperCase()}</span>
    </summary>
    <div class="menu-list">
      <p class="menu-head"><strong>${user.name}</strong><br /><span class="quiet">${user.email}</span></p>
      ${page.policy.accountTabs.map((tab) => html`<a href="${tab.path}">${tab.label}</a>`)}
      <a href="/outbox">Outbox</a>
      <form method="post" action="/sign-out">
        ${hiddenCsrf(page.csrf)}<button type="submit" id="sign-out">Sign out</button>
      </form>
    </div>
  </details>`;
}

/** The product's mark: its initial, notched like a tally. */
function mark(policy: Policy): Html {
  return html`<svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
    <path
      d="M7 2h18a5 5 0 0 1 5 5v18a5 5 0 0 1-5 5h-6l-3-3.5L13 30H7a5 5 0 0 1-5-5V7a5 5 0 0 1 5-5Z"
      class="mark-ground"
    />
    <text x="16" y="21.5" text-anchor="middle" class="mark-letter">${policy.product.name.charAt(0)}</text>
  </svg>`;
}

function footer(policy: Policy): Html {
  return html`<footer class="footer">
    <span>${policy.product.disclaimer}</span>
    <a href="/forms">Form shapes</a>
  </footer>`;
}
