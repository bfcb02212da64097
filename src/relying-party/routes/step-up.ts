import type { Hono } from 'hono';
import { secondFactorWaitMs } from '../flows/challenge.ts';
import { factorsOf } from '../flows/factors.ts';
import { type IdentityProof, verifyIdentity } from '../flows/step-up.ts';
import { stepUpPage } from '../pages/confirmation-pages.ts';
import { toReturnPath } from '../security/return-path.ts';
import { type Environment, keepToken, pageContext, type RequestContext } from './environment.ts';
import { describeWait, readCode } from './input.ts';
import { requireAccount } from './require-account.ts';

type ProofKind = IdentityProof['kind'];

export function addStepUpRoutes(app: Hono<Environment>): void {
  app.use('/step-up', requireAccount);
  app.get('/step-up', (context) => {
    const returnPath = toReturnPath(context.req.query('next'));
    return context.html(stepUpPage(pageContext(context), { returnPath, proofs: proofsFor(context) }));
  });
  app.post('/step-up', postProof);
}

async function postProof(context: RequestContext): Promise<Response> {
  const site = context.get('site');
  const account = context.get('account');
  const form = context.get('form');
  const returnPath = toReturnPath(form.get('next'));
  const kind: ProofKind = form.get('proof') === 'totp' ? 'totp' : 'password';
  const proofs = proofsFor(context);
  if (!proofs.includes(kind)) return context.redirect(`/step-up?next=${encodeURIComponent(returnPath)}`, 303);
  const refuse = (text: string, status: 401 | 422 | 429) =>
    context.html(stepUpPage(pageContext(context), { returnPath, proofs, error: { kind, text } }), status);
  const proof = readProof(form, kind);
  if (!proof)
    return refuse(
      kind === 'totp' ? 'Enter the 6 digits that your app shows now.' : 'Enter your password.',
      422,
    );
  const verified = await verifyIdentity(site, account, proof);
  if (verified.ok) {
    keepToken(context, verified.value);
    return context.redirect(returnPath, 303);
  }
  if (verified.error === 'signed-out') return context.redirect('/sign-in', 303);
  if (verified.error === 'wait') {
    const wait = describeWait(secondFactorWaitMs(site, account.user.id));
    return refuse(`Too many attempts. Wait ${wait}, then try again.`, 429);
  }
  return refuse(kind === 'totp' ? 'This code is wrong or was used before.' : 'This password is wrong.', 401);
}

function readProof(form: URLSearchParams, kind: ProofKind): IdentityProof | undefined {
  if (kind === 'totp') {
    const code = readCode(form);
    return code === undefined ? undefined : { kind, code };
  }
  const password = form.get('password') ?? '';
  return password === '' || password.length > 256 ? undefined : { kind, password };
}

/** What the policy accepts and this user has. */
function proofsFor(context: RequestContext): readonly ProofKind[] {
  const site = context.get('site');
  const hasTotp = factorsOf(site, context.get('account').user.id).authenticators.length > 0;
  return site.policy.stepUp.proofs.filter((proof) => proof !== 'totp' || hasTotp);
}
