import { createMiddleware } from 'hono/factory';
import { mustEnrolFirst } from '../flows/factors.ts';
import { isFresh } from '../flows/step-up.ts';
import { toReturnPath } from '../security/return-path.ts';
import { type Session, setReturnPath } from '../store/sessions.ts';
import type { Environment, RequestContext } from './environment.ts';

/** What stays open to someone who has to enrol first. */
const ENROLMENT_PATHS: readonly string[] = [
  '/authenticators/new',
  '/authenticators/activate',
  '/passkeys/new',
  '/ceremonies/registration',
  '/step-up',
];

/** Lets only people in who are signed in; others sign in first and come back. */
export const requireAccount = createMiddleware<Environment>(async (context, next) => {
  const visitor = context.get('visitor');
  if (visitor.kind !== 'signed-in') return context.redirect(signInPath(context), 303);
  context.set('account', visitor.account);
  const isEnrolling = ENROLMENT_PATHS.includes(context.req.path);
  if (!isEnrolling && mustEnrolFirst(context.get('site'), visitor.account.user)) {
    keepWay(context, visitor.account.session);
    return context.redirect('/secure-your-account', 303);
  }
  return next();
});

/** Asks for a proof of identity where the last one is too long ago, then goes on to the page it was asked for. */
export const requireFreshProof = createMiddleware<Environment>(async (context, next) => {
  if (isFresh(context.get('site'), context.get('account'))) return next();
  return context.redirect(`/step-up?next=${encodeURIComponent(pathOf(context))}`, 303);
});

/** Where to go on after enrolling: the session remembers it, through whatever steps that takes. */
function keepWay(context: RequestContext, session: Session): void {
  const path = toReturnPath(pathOf(context));
  if (context.req.method !== 'GET' || path === '/') return;
  setReturnPath(context.get('site').database, session.idHash, path);
}

function signInPath(context: RequestContext): string {
  const { method } = context.req;
  const path = pathOf(context);
  // A POST is not repeated after signing in: its form would be an old one.
  return method === 'GET' && path !== '/' ? `/sign-in?next=${encodeURIComponent(path)}` : '/sign-in';
}

/** With the query, which says what the page is about. */
function pathOf(context: RequestContext): string {
  const { pathname, search } = new URL(context.req.url);
  return context.req.method === 'GET' ? pathname + search : pathname;
}
