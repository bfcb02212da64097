import type { Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import { isTwoFactorRequired } from '../flows/factors.ts';
import { disableTwoFactor } from '../flows/removal.ts';
import { checkPassword } from '../flows/step-up.ts';
import { confirmationPage, refusalPage } from '../pages/confirmation-pages.ts';
import { passwordPage } from '../pages/group-pages.ts';
import type { Policy } from '../policies/policy.ts';
import { type Environment, pageContext, type RequestContext } from './environment.ts';
import { passwordRefusal, type PasswordRefusal } from './password-refusal.ts';
import { requireAccount, requireFreshProof } from './require-account.ts';

const PATH = '/two-factor/disable';
const EFFECT = 'Your authenticator and its codes are removed. Your next sign-in asks for the password alone.';

/** Turning everything off at once, in the way the policy has; where it has none, the address does not exist. */
export function addDisablingRoutes(app: Hono<Environment>, { disabling, words }: Policy): void {
  if (disabling === 'none') return;
  app.use(PATH, requireAccount, refuseWhereRequired);
  if (disabling === 'by-password') {
    app.get(PATH, (context) => askPassword(context, undefined));
    app.post(PATH, postPassword);
    return;
  }
  app.use(PATH, requireFreshProof);
  app.get(PATH, (context) =>
    context.html(
      confirmationPage(pageContext(context), {
        title: `Turn off ${words.securityCard.toLowerCase()}`,
        text: EFFECT,
        action: PATH,
        button: 'Turn off',
        isDangerous: true,
      }),
    ),
  );
  app.post(PATH, (context) => disable(context));
}

/** Said before a password is asked for, not after. */
const refuseWhereRequired = createMiddleware<Environment>(async (context, next) => {
  if (!isTwoFactorRequired(context.get('site'), context.get('account').user)) return next();
  return context.html(refusalPage(pageContext(context), 'required'), 409);
});

async function postPassword(context: RequestContext): Promise<Response> {
  const password = context.get('form').get('password') ?? '';
  const checked = await checkPassword(context.get('site'), context.get('account'), { password });
  return checked.ok ? disable(context) : askPassword(context, passwordRefusal(context, checked.error));
}

function askPassword(
  context: RequestContext,
  refusal: PasswordRefusal | undefined,
): Response | Promise<Response> {
  const { words, paths } = context.get('site').policy;
  const page = passwordPage(pageContext(context), {
    title: 'Disable two-factor authentication',
    text: `${EFFECT} Your ${words.recoveryCode}s are deleted.`,
    action: PATH,
    button: 'Disable',
    cancelPath: paths.security,
    error: refusal?.text,
  });
  return context.html(page, refusal?.status ?? 200);
}

function disable(context: RequestContext): Response | Promise<Response> {
  const { paths } = context.get('site').policy;
  const disabled = disableTwoFactor(context.get('site'), context.get('account'));
  if (disabled.ok) return context.redirect(`${paths.security}?notice=disabled`, 303);
  if (disabled.error === 'signed-out') return context.redirect('/sign-in', 303);
  return context.html(refusalPage(pageContext(context), disabled.error), 409);
}
