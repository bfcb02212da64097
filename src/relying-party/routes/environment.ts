import type { Context } from 'hono';
import { setCookie } from 'hono/cookie';
import type { Account } from '../flows/session.ts';
import type { PageContext } from '../pages/layout.ts';
import { csrfTokenFor } from '../security/csrf.ts';
import type { Site } from '../site.ts';
import type { PendingLogin } from '../store/pending-logins.ts';

/** Who sends the request, as its cookie says. */
export type Visitor =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'pending'; readonly login: PendingLogin }
  | { readonly kind: 'signed-in'; readonly account: Account };

export interface Environment {
  readonly Variables: {
    site: Site;
    visitor: Visitor;
    /** The cookie's value, whether or not a session goes with it. */
    token: string;
    /** The fields of a POST, which goes no further where its CSRF token is wrong; empty for a GET. */
    form: URLSearchParams;
    /** Set by `requireAccount`. */
    account: Account;
  };
}

export type RequestContext = Context<Environment>;

const COOKIE = 'session';

/** Gives the browser a new token. Host-only, so that no other name under localhost receives it. */
export function keepToken(context: RequestContext, token: string): void {
  setCookie(context, COOKIE, token, { path: '/', httpOnly: true, sameSite: 'Lax' });
}

export function pageContext(context: RequestContext): PageContext {
  const site = context.get('site');
  const visitor = context.get('visitor');
  return {
    policy: site.policy,
    csrf: csrfTokenFor(context.get('token'), site.csrfKey),
    path: context.req.path,
    user: visitor.kind === 'signed-in' ? visitor.account.user : undefined,
  };
}

/** The page of a session whose token was just replaced: its forms carry the new session's CSRF token. */
export function pageContextFor(context: RequestContext, token: string): PageContext {
  keepToken(context, token);
  return { ...pageContext(context), csrf: csrfTokenFor(token, context.get('site').csrfKey) };
}

export const SESSION_COOKIE: string = COOKIE;
