import { createMiddleware } from 'hono/factory';
import { getCookie } from 'hono/cookie';
import { HTTPException } from 'hono/http-exception';
import { isCsrfToken } from '../security/csrf.ts';
import { readForm } from '../security/form-body.ts';
import { isLoopbackHost } from '../security/host.ts';
import { hashToken, isToken, newToken } from '../security/tokens.ts';
import type { Site } from '../site.ts';
import { findPendingLogin } from '../store/pending-logins.ts';
import { findSession } from '../store/sessions.ts';
import { findUser } from '../store/users.ts';
import { type Environment, keepToken, SESSION_COOKIE, type Visitor } from './environment.ts';

/** Refuses requests that were addressed to anything but this machine. */
export const loopbackOnly = createMiddleware(async (context, next) => {
  const host = context.req.header('Host');
  const names = [new URL(context.req.url).hostname, host?.replace(/:\d+$/, '')];
  if (!names.every((name) => name === undefined || isLoopbackHost(name.toLowerCase()))) {
    throw new HTTPException(421);
  }
  await next();
});

/**
 * Reads the fields of a POST, before anyone asks who sends it: a body that comes in slowly would otherwise be acted on for
 * a session that was ended while it came.
 */
export const readPosts = createMiddleware<Environment>(async (context, next) => {
  const isPost = context.req.method === 'POST';
  context.set('form', isPost ? await readForm(context.req.raw) : new URLSearchParams());
  await next();
});

/** Finds out who sends the request. A browser without a token gets one, so that its forms have a CSRF token. */
export function recogniseVisitor(site: Site) {
  return createMiddleware<Environment>(async (context, next) => {
    const given = getCookie(context, SESSION_COOKIE);
    const token = isToken(given) ? given : newToken(site.random);
    if (token !== given) keepToken(context, token);
    context.set('site', site);
    context.set('token', token);
    context.set('visitor', visitorOf(site, hashToken(token)));
    await next();
  });
}

/** Takes a POST only from a form of this site: by its token, and by the origin that browsers name. */
export const guardPosts = createMiddleware<Environment>(async (context, next) => {
  if (context.req.method === 'POST') {
    const origin = context.req.header('Origin');
    if (origin !== undefined && origin !== new URL(context.req.url).origin) throw new HTTPException(403);
    if (!isCsrfToken(context.get('form').get('csrf'), context.get('token'), context.get('site').csrfKey)) {
      throw new HTTPException(403);
    }
  }
  await next();
});

function visitorOf(site: Site, idHash: string): Visitor {
  const now = site.clock.now();
  const session = findSession(site.database, idHash, now);
  const user = session && findUser(site.database, session.userId);
  // A program's token is not a cookie.
  if (session?.client === null && user) return { kind: 'signed-in', account: { user, session } };
  const login = findPendingLogin(site.database, idHash, now);
  return login ? { kind: 'pending', login } : { kind: 'anonymous' };
}
