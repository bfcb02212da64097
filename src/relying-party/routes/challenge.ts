import type { Hono } from 'hono';
import { type ChallengeError, completeLogin, secondFactorWaitMs } from '../flows/challenge.ts';
import type { Proof } from '../flows/proof.ts';
import { isRecoveryCodeShaped, normaliseRecoveryCode } from '../flows/recovery-sheet.ts';
import { challengePage, recoveryChallengePage } from '../pages/challenge-page.ts';
import type { Policy } from '../policies/policy.ts';
import type { PendingLogin } from '../store/pending-logins.ts';
import { type Environment, keepToken, pageContext, type RequestContext } from './environment.ts';
import { describeWait, readCode } from './input.ts';

const ENDED = '/sign-in?notice=ended';

export function addChallengeRoutes(app: Hono<Environment>): void {
  app.get('/challenge', (context) => {
    const visitor = context.get('visitor');
    if (visitor.kind !== 'pending')
      return context.redirect(visitor.kind === 'signed-in' ? '/' : '/sign-in', 303);
    return context.html(challengePage(pageContext(context), { shape: shapeOf(context) }));
  });
  app.get('/challenge/recovery-code', (context) => {
    const visitor = context.get('visitor');
    if (visitor.kind !== 'pending') return context.redirect('/sign-in', 303);
    return context.html(recoveryChallengePage(pageContext(context), {}));
  });
  app.post('/challenge', (context) =>
    answer(context, readAnyProof(context.get('form'), context.get('site').policy), (error) =>
      challengePage(pageContext(context), { shape: shapeOf(context), error }),
    ),
  );
  app.post('/challenge/recovery-code', (context) =>
    answer(
      context,
      readRecoveryCode(context.get('form').get('recovery-code'), context.get('site').policy),
      (error) => recoveryChallengePage(pageContext(context), { error }),
    ),
  );
}

/** Tries a proof on the pending login; `proof` is a message where what was typed cannot be one. */
async function answer(
  context: RequestContext,
  proof: Proof | string,
  page: (error: string) => ReturnType<typeof challengePage>,
): Promise<Response> {
  const visitor = context.get('visitor');
  if (visitor.kind !== 'pending') return context.redirect(ENDED, 303);
  if (typeof proof === 'string') return context.html(page(proof), 422);
  const completed = await completeLogin(context.get('site'), visitor.login, proof);
  if (completed.ok) {
    keepToken(context, completed.value.token);
    return context.redirect(completed.value.returnPath, 303);
  }
  if (completed.error === 'ended') return context.redirect(ENDED, 303);
  const text = errorText(context, visitor.login, { error: completed.error, proof });
  return context.html(page(text), completed.error === 'wait' ? 429 : 401);
}

function errorText(
  context: RequestContext,
  login: PendingLogin,
  { error, proof }: { readonly error: Exclude<ChallengeError, 'ended'>; readonly proof: Proof },
): string {
  const site = context.get('site');
  if (error === 'wait') {
    const wait = describeWait(secondFactorWaitMs(site, login.userId));
    return `Too many wrong codes. Wait ${wait}, then try again.`;
  }
  return proof.kind === 'totp'
    ? 'This code is wrong or was used before. Wait for the next one in your app.'
    : `This ${site.policy.words.recoveryCode} is wrong or was used before. Try another one.`;
}

/** In one field for both kinds, six digits are a code and anything else a recovery code. */
function readAnyProof(form: URLSearchParams, policy: Policy): Proof | string {
  const code = readCode(form);
  if (code !== undefined) return { kind: 'totp', code };
  if (policy.signIn.recoveryCodeField === 'own-page') return 'Enter the 6 digits that your app shows now.';
  const proof = readRecoveryCode(form.get('code'), policy);
  return typeof proof === 'string'
    ? `Enter the 6 digits that your app shows now, or a ${policy.words.recoveryCode}.`
    : proof;
}

function readRecoveryCode(typed: string | null, { words, recoveryCodes }: Policy): Proof | string {
  const text = typed ?? '';
  if (isRecoveryCodeShaped(text, recoveryCodes.pattern)) {
    return { kind: 'recovery-code', code: normaliseRecoveryCode(text) };
  }
  return `Enter a whole ${words.recoveryCode}, like ${recoveryCodes.pattern}.`;
}

function shapeOf(context: RequestContext): 'one-field' | 'six-boxes' {
  const asked = context.req.query('boxes');
  if (asked === undefined) return context.get('site').policy.signIn.codeField;
  return asked === 'six' ? 'six-boxes' : 'one-field';
}
