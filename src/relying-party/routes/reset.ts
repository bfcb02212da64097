import type { Hono } from 'hono';
import { findResettable, resetTwoFactor } from '../flows/reset.ts';
import { checkPassword } from '../flows/step-up.ts';
import { errorPage } from '../pages/error-page.ts';
import { passwordPage, resetCodePage, resetRequirementsPage } from '../pages/group-pages.ts';
import type { User } from '../store/users.ts';
import { type Environment, pageContext, type RequestContext } from './environment.ts';
import { requireAccount } from './require-account.ts';

/** An administrator's reset of a member: requirements, password, then the code once. */
export function addResetRoutes(app: Hono<Environment>): void {
  app.use('/users/*', requireAccount);
  app.get('/users/:id/reset', (context) => {
    const user = resettable(context);
    return user ? context.html(resetRequirementsPage(pageContext(context), user)) : notFound(context);
  });
  app.get('/users/:id/reset/confirm', (context) => {
    const user = resettable(context);
    return user ? askPassword(context, user, undefined) : notFound(context);
  });
  app.post('/users/:id/reset/confirm', postReset);
}

async function postReset(context: RequestContext): Promise<Response> {
  const site = context.get('site');
  const account = context.get('account');
  const user = resettable(context);
  if (!user) return notFound(context);
  const password = context.get('form').get('password') ?? '';
  const checked = await checkPassword(site, account, { password });
  if (!checked.ok) {
    return askPassword(
      context,
      user,
      checked.error === 'wait'
        ? 'Too many attempts. Wait a minute, then try again.'
        : 'This password is wrong.',
    );
  }
  const reset = resetTwoFactor(site, account, user.id);
  if (!reset.ok) return notFound(context);
  return context.html(resetCodePage(pageContext(context), reset.value.user, reset.value.code));
}

function askPassword(
  context: RequestContext,
  user: User,
  error: string | undefined,
): Response | Promise<Response> {
  const page = passwordPage(pageContext(context), {
    title: 'Confirm it is you',
    text: `Enter your own password to reset the two-factor authentication of ${user.name}.`,
    action: `/users/${user.id}/reset/confirm`,
    button: 'Reset user 2FA',
    cancelPath: context.get('site').policy.paths.group,
    error,
    isDialog: true,
  });
  return context.html(page, error === undefined ? 200 : 401);
}

function resettable(context: RequestContext): User | undefined {
  return findResettable(context.get('site'), context.get('account'), Number(context.req.param('id')));
}

/** A user of another group is answered like one who does not exist. */
function notFound(context: RequestContext): Response | Promise<Response> {
  return context.html(errorPage(pageContext(context), 404), 404);
}
