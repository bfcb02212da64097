import type { Hono } from 'hono';
import { secondFactorWaitMs } from '../flows/challenge.ts';
import { passwordWaitMs } from '../flows/sign-in.ts';
import { factorsOf } from '../flows/factors.ts';
import { type IdentityProof, verifyIdentity } from '../flows/step-up.ts';
import { stepUpPage, type StepUpView } from '../pages/confirmation-pages.ts';
import { toReturnPath } from '../security/return-path.ts';
import { type Environment, keepToken, pageContext, type RequestContext } from './environment.ts';
import { readCode, tooMany } from './input.ts';
import { readPasskeyProof } from './passkeys.ts';
import { requireAccount } from './require-account.ts';

type ProofKind = IdentityProof['kind'];
type TypedKind = Exclude<ProofKind, 'passkey'>;

export function addStepUpRoutes(app: Hono<Environment>): void {
  app.use('/step-up', requireAccount);
  app.use('/step-up/passkey', requireAccount);
  app.get('/step-up', (context) => {
    const returnPath = toReturnPath(context.req.query('next'));
    return context.html(stepUpPage(pageContext(context), viewOf(context, returnPath)));
  });
  app.post('/step-up', postTyped);
  app.post('/step-up/passkey', postPasskey);
}

async function postTyped(context: RequestContext): Promise<Response> {
  const form = context.get('form');
  const kind: TypedKind = form.get('proof') === 'totp' ? 'totp' : 'password';
  const text = kind === 'totp' ? 'Enter the 6 digits that your app shows now.' : 'Enter your password.';
  return settle(context, kind, readProof(form, kind) ?? { status: 422, text });
}

async function postPasskey(context: RequestContext): Promise<Response> {
  const proof = readPasskeyProof(context, 'step-up');
  return settle(context, 'passkey', typeof proof === 'string' ? { status: 400, text: proof } : proof);
}

/** Opens the window with what was given, or says what is wrong with it. */
async function settle(
  context: RequestContext,
  kind: ProofKind,
  proof: IdentityProof | { readonly status: 400 | 422; readonly text: string },
): Promise<Response> {
  const site = context.get('site');
  const account = context.get('account');
  const returnPath = toReturnPath(context.get('form').get('next'));
  const view = viewOf(context, returnPath);
  const { proofs } = view;
  if (!proofs.includes(kind)) return context.redirect(`/step-up?next=${encodeURIComponent(returnPath)}`, 303);
  const refuse = (text: string, status: 400 | 401 | 422 | 429) =>
    context.html(stepUpPage(pageContext(context), { ...view, error: { kind, text } }), status);
  if ('status' in proof) return refuse(proof.text, proof.status);
  const verified = await verifyIdentity(site, account, proof);
  if (verified.ok) {
    keepToken(context, verified.value);
    return context.redirect(returnPath, 303);
  }
  if (verified.error === 'signed-out') return context.redirect('/sign-in', 303);
  if (verified.error === 'wait') {
    const { user } = account;
    // Each has a count of its own.
    const waitMs = kind === 'password' ? passwordWaitMs(site, user.email) : secondFactorWaitMs(site, user.id);
    return refuse(tooMany(waitMs), 429);
  }
  return refuse(WRONG[kind], 401);
}

const WRONG: Readonly<Record<ProofKind, string>> = {
  password: 'This password is wrong.',
  totp: 'This code is wrong or was used before.',
  passkey: 'This was not accepted. Try again, or use another way.',
};

function readProof(form: URLSearchParams, kind: TypedKind): IdentityProof | undefined {
  if (kind === 'totp') {
    const code = readCode(form);
    return code === undefined ? undefined : { kind, code };
  }
  const password = form.get('password') ?? '';
  return password === '' || password.length > 256 ? undefined : { kind, password };
}

function viewOf(context: RequestContext, returnPath: string): StepUpView {
  const { signIn, stepUp } = context.get('site').policy;
  const isByProvider = context.get('account').user.singleSignOn === 1;
  return {
    returnPath,
    proofs: proofsFor(context),
    hasSingleSignOn: isByProvider && signIn.singleSignOn && stepUp.signInCounts,
  };
}

/** What the policy accepts and this user has. */
function proofsFor(context: RequestContext): readonly ProofKind[] {
  const site = context.get('site');
  const { user } = context.get('account');
  const { authenticators, passkeys } = factorsOf(site, user.id);
  const has: Readonly<Record<ProofKind, boolean>> = {
    // The identity provider has the password of its users; this site cannot ask for it.
    password: user.singleSignOn === 0,
    totp: authenticators.length > 0,
    passkey: passkeys.length > 0,
  };
  return site.policy.stepUp.proofs.filter((proof) => has[proof]);
}
