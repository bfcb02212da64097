import type { Hono } from 'hono';
import { findResettable, resetTwoFactor } from '../flows/reset.ts';
import { checkPassword } from '../flows/step-up.ts';
import { errorPage } from '../pages/error-page.ts';
import { passwordPage } from '../pages/group-pages.ts';
import { nothingToResetPage, resetCodePage, resetRequirementsPage } from '../pages/reset-pages.ts';
import type { User } from '../store/users.ts';
import { type Environment, pageContext, type RequestContext } from './environment.ts';
import { passwordRefusal, type PasswordRefusal } from './password-refusal.ts';
import { requireAccount } from './require-account.ts';

/** An administrator's reset of a member: requirements, password, then the code once. */
export function addResetRoutes(app: Hono<Environment>): void {
  app.use('/users/*', requireAccount);
  app.get('/users/:id/reset', (context) =>
    forResettable(context, (user) => context.html(resetRequirementsPage(pageContext(context), user))),
  );
  app.get('/users/:id/reset/confirm', (context) =>
    forResettable(context, (user) => askPassword(context, user, undefined)),
  );
  app.post('/users/:id/reset/confirm', (context) =>
    forResettable(context, (user) => postReset(context, user)),
  );
}

async function postReset(context: RequestContext, user: User): Promise<Response> {
  const site = context.get('site');
  const account = context.get('account');
  const password = context.get('form').get('password') ?? '';
  const checked = await checkPassword(site, account, { password });
  if (!checked.ok) return askPassword(context, user, passwordRefusal(context, checked.error));
  const reset = resetTwoFactor(site, account, user.id);
  if (reset.ok) return context.html(resetCodePage(pageContext(context), reset.value.user, reset.value.code));
  return reset.error === 'signed-out' ? context.redirect('/sign-in', 303) : notFound(context);
}

function askPassword(
  context: RequestContext,
  user: User,
  refusal: PasswordRefusal | undefined,
): Response | Promise<Response> {
  const page = passwordPage(pageContext(context), {
    title: 'Confirm it is you',
    text: `Enter your own password to reset the two-factor authentication of ${user.name}.`,
    action: `/users/${user.id}/reset/confirm`,
    button: 'Reset user 2FA',
    cancelPath: context.get('site').policy.paths.group,
    error: refusal?.text,
    isDialog: true,
  });
  return context.html(page, refusal?.status ?? 200);
}

/** Goes on with the user whom the address names, where there is something to reset. */
function forResettable(
  context: RequestContext,
  goOn: (user: User) => Response | Promise<Response>,
): Response | Promise<Response> {
  const found = findResettable(context.get('site'), context.get('account'), Number(context.req.param('id')));
  if (!found) return notFound(context);
  if (found.hasSomething) return goOn(found.user);
  return context.html(nothingToResetPage(pageContext(context), found.user), 409);
}

/** A user of another group is answered like one who does not exist. */
function notFound(context: RequestContext): Response | Promise<Response> {
  return context.html(errorPage(pageContext(context), 404), 404);
}
