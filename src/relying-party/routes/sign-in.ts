import type { Hono } from 'hono';
import { record } from '../flows/record.ts';
import {
  type FirstStep,
  passwordWaitMs,
  signInWithPassword,
  signInWithSingleSignOn,
} from '../flows/sign-in.ts';
import { signInWithPasskey } from '../flows/passkeys/passkeys.ts';
import { signUp } from '../flows/sign-up.ts';
import { signInPage, singleSignOnPage } from '../pages/sign-in-page.ts';
import { signUpPage } from '../pages/sign-up-page.ts';
import { toReturnPath } from '../security/return-path.ts';
import { newToken } from '../security/tokens.ts';
import { deletePendingLogin } from '../store/pending-logins.ts';
import { deleteSession } from '../store/sessions.ts';
import { type Environment, keepToken, pageContext, type RequestContext } from './environment.ts';
import { readPasskeyProof } from './passkeys.ts';
import { readFields, SIGN_IN, SIGN_UP, tooMany } from './input.ts';

/** What the page may say on arrival. The address names one of these, never a text of its own. */
const NOTICES: Readonly<Record<string, string>> = {
  ended: 'That sign-in is over, after too many wrong codes or ten minutes. Start again with your password.',
};
const REFUSED = 'The email or the password is wrong.';

export function addSignInRoutes(app: Hono<Environment>): void {
  app.get('/sign-in', (context) => {
    if (context.get('visitor').kind === 'signed-in') return context.redirect('/', 303);
    const returnPath = toReturnPath(context.req.query('next'));
    const notice = NOTICES[context.req.query('notice') ?? ''];
    return context.html(signInPage(pageContext(context), { returnPath, notice }));
  });
  app.post('/sign-in', postSignIn);
  app.get('/sign-up', (context) => context.html(signUpPage(pageContext(context), {})));
  app.post('/sign-up', postSignUp);
  app.post('/sign-out', postSignOut);
}

/** Only where the policy has single sign-on; elsewhere the address does not exist. */
export function addSingleSignOnRoutes(app: Hono<Environment>): void {
  app.get('/sign-in/sso', (context) => {
    const returnPath = toReturnPath(context.req.query('next'));
    return context.html(singleSignOnPage(pageContext(context), { returnPath }));
  });
  app.post('/sign-in/sso', (context) =>
    postFirstStep(context, { signIn: signInWithSingleSignOn, page: singleSignOnPage }),
  );
}

/** Only where the policy lets a passkey sign in by itself. */
export function addPasskeySignInRoutes(app: Hono<Environment>): void {
  app.post('/sign-in/passkey', async (context) => {
    const site = context.get('site');
    const returnPath = toReturnPath(context.get('form').get('next'));
    const refuse = (text: string, status: 400 | 401) =>
      context.html(signInPage(pageContext(context), { returnPath, errors: { passkey: text } }), status);
    const proof = readPasskeyProof(context, 'sign-in');
    if (typeof proof === 'string') return refuse(proof, 400);
    const token = await signInWithPasskey(site, proof.answer, proof.expected);
    if (!token.ok) return refuse('This passkey was not accepted. Sign in with your password.', 401);
    return goOn(context, { token: token.value, isPending: false }, returnPath);
  });
}

function postSignIn(context: RequestContext): Promise<Response> {
  return postFirstStep(context, { signIn: signInWithPassword, page: signInPage });
}

/** Email and password, which this site or the identity provider checks. */
async function postFirstStep(
  context: RequestContext,
  { signIn, page }: { readonly signIn: typeof signInWithPassword; readonly page: typeof signInPage },
): Promise<Response> {
  const site = context.get('site');
  const form = context.get('form');
  const returnPath = toReturnPath(form.get('next'));
  const email = form.get('email') ?? '';
  const fields = readFields(SIGN_IN, form);
  if (!fields.ok) {
    return context.html(page(pageContext(context), { returnPath, email, errors: fields.errors }), 422);
  }
  const step = await signIn(site, { ...fields.value, returnPath });
  if (step.ok) return goOn(context, step.value, returnPath);
  const isWaiting = step.error === 'wait';
  const password = isWaiting ? tooMany(passwordWaitMs(site, fields.value.email)) : REFUSED;
  const view = { returnPath, email, errors: { password } };
  return context.html(page(pageContext(context), view), isWaiting ? 429 : 401);
}

async function postSignUp(context: RequestContext): Promise<Response> {
  const form = context.get('form');
  const view = { name: form.get('name') ?? '', email: form.get('email') ?? '' };
  const fields = readFields(SIGN_UP, form);
  if (!fields.ok) {
    return context.html(signUpPage(pageContext(context), { ...view, errors: fields.errors }), 422);
  }
  const signedUp = await signUp(context.get('site'), fields.value);
  if (!signedUp.ok) {
    const errors = { email: 'This address has an account. Sign in instead.' };
    return context.html(signUpPage(pageContext(context), { ...view, errors }), 409);
  }
  endPrevious(context);
  keepToken(context, signedUp.value);
  return context.redirect('/', 303);
}

function postSignOut(context: RequestContext): Response {
  endPrevious(context);
  keepToken(context, newToken(context.get('site').random));
  return context.redirect('/sign-in', 303);
}

/** Ends a session, or a login that is not complete: signing in as someone else leaves none behind. */
function endPrevious(context: RequestContext): void {
  const site = context.get('site');
  const visitor = context.get('visitor');
  if (visitor.kind === 'signed-in') {
    const { user, session } = visitor.account;
    deleteSession(site.database, session.idHash);
    record(site, 'signed-out', { userId: user.id, idHash: session.idHash });
  }
  if (visitor.kind === 'pending') deletePendingLogin(site.database, visitor.login.idHash);
}

function goOn(context: RequestContext, step: FirstStep, returnPath: string): Response {
  endPrevious(context);
  keepToken(context, step.token);
  return context.redirect(step.isPending ? '/challenge' : returnPath, 303);
}
