import type { Hono } from 'hono';
import { type ChallengeError, completeLogin, secondFactorWaitMs } from '../flows/challenge.ts';
import { factorsOf } from '../flows/factors.ts';
import { orderedMethods } from '../flows/preferred-method.ts';
import type { Proof } from '../flows/proof.ts';
import { RESET_CODE_PATTERN } from '../flows/reset-code.ts';
import { isRecoveryCodeShaped, normaliseRecoveryCode } from '../flows/recovery-sheet.ts';
import { challengePage, type ChallengeView, recoveryChallengePage } from '../pages/challenge-page.ts';
import type { Policy } from '../policies/policy.ts';
import type { PendingLogin } from '../store/pending-logins.ts';
import { findUser } from '../store/users.ts';
import { type Environment, keepToken, pageContext, type RequestContext } from './environment.ts';
import { describeWait, readCode } from './input.ts';
import { readPasskeyProof } from './passkeys.ts';

const ENDED = '/sign-in?notice=ended';

export function addChallengeRoutes(app: Hono<Environment>, { signIn, passkeys }: Policy): void {
  app.get('/challenge', (context) => {
    const visitor = context.get('visitor');
    if (visitor.kind !== 'pending')
      return context.redirect(visitor.kind === 'signed-in' ? '/' : '/sign-in', 303);
    return context.html(
      challengePage(pageContext(context), challengeView(context, visitor.login, undefined)),
    );
  });
  app.post('/challenge', (context) =>
    answer(
      context,
      (login) => readAnyProof(context, login),
      (login, error) => challengePage(pageContext(context), challengeView(context, login, error)),
    ),
  );
  if (signIn.recoveryCodeField === 'own-page') addRecoveryCodeRoutes(app);
  if (passkeys) app.post('/challenge/passkey', postPasskey);
}

function addRecoveryCodeRoutes(app: Hono<Environment>): void {
  app.get('/challenge/recovery-code', (context) => {
    const visitor = context.get('visitor');
    if (visitor.kind !== 'pending') return context.redirect('/sign-in', 303);
    return context.html(recoveryChallengePage(pageContext(context), {}));
  });
  app.post('/challenge/recovery-code', (context) =>
    answer(
      context,
      () => readRecoveryCode(context.get('form').get('recovery-code'), context.get('site').policy),
      (_, error) => recoveryChallengePage(pageContext(context), { error }),
    ),
  );
}

function postPasskey(context: RequestContext): Promise<Response> {
  return answer(
    context,
    () => {
      const proof = readPasskeyProof(context, 'second-factor');
      return typeof proof === 'string' ? { status: 400, text: proof } : proof;
    },
    (login, error) =>
      challengePage(pageContext(context), {
        ...challengeView(context, login, undefined),
        passkeyError: error,
      }),
  );
}

/** What was typed or sent cannot be a proof; it costs no attempt. */
interface Unreadable {
  readonly status: 400 | 422;
  readonly text: string;
}

/** Tries a proof on the pending login; `read` gives a message where what was typed cannot be one. */
async function answer(
  context: RequestContext,
  read: (login: PendingLogin) => Proof | Unreadable | string,
  page: (login: PendingLogin, error: string) => ReturnType<typeof challengePage>,
): Promise<Response> {
  const visitor = context.get('visitor');
  if (visitor.kind !== 'pending') return context.redirect(ENDED, 303);
  const proof = read(visitor.login);
  if (typeof proof === 'string') return context.html(page(visitor.login, proof), 422);
  if ('status' in proof) return context.html(page(visitor.login, proof.text), proof.status);
  const completed = await completeLogin(context.get('site'), visitor.login, proof);
  if (completed.ok) {
    keepToken(context, completed.value.token);
    return context.redirect(completed.value.returnPath, 303);
  }
  if (completed.error === 'ended') return context.redirect(ENDED, 303);
  const text = errorText(context, visitor.login, { error: completed.error, proof });
  return context.html(page(visitor.login, text), completed.error === 'wait' ? 429 : 401);
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
  switch (proof.kind) {
    case 'totp':
      return 'This code is wrong or was used before. Wait for the next one in your app.';
    case 'recovery-code':
      return `This ${site.policy.words.recoveryCode} is wrong or was used before. Try another one.`;
    case 'passkey':
      return `This ${site.policy.passkeys?.noun} was not accepted. Try again, or use another way.`;
    case 'reset-code':
      return 'This code is wrong, was used before or is older than a day. Ask your administrator for a new one.';
  }
}

/** In one field for all kinds, six digits are a code; what else is there tells itself by its length. */
function readAnyProof(context: RequestContext, login: PendingLogin): Proof | string {
  const form = context.get('form');
  const { policy } = context.get('site');
  if (isAfterReset(context, login)) return readResetCode(form.get('code'));
  const code = readCode(form);
  if (code !== undefined) return { kind: 'totp', code };
  if (policy.signIn.recoveryCodeField === 'own-page') return 'Enter the 6 digits that your app shows now.';
  const proof = readRecoveryCode(form.get('code'), policy);
  return typeof proof === 'string'
    ? `Enter the 6 digits that your app shows now, or a ${policy.words.recoveryCode}.`
    : proof;
}

function readResetCode(typed: string | null): Proof | string {
  const code = typed ?? '';
  return isRecoveryCodeShaped(code, RESET_CODE_PATTERN)
    ? { kind: 'reset-code', code }
    : 'Enter the whole single-use code that your administrator gave you.';
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

function challengeView(
  context: RequestContext,
  login: PendingLogin,
  error: string | undefined,
): ChallengeView {
  const user = findUser(context.get('site').database, login.userId);
  return {
    shape: shapeOf(context),
    error,
    isAfterReset: isAfterReset(context, login),
    methods: orderedMethods(user ?? { preferredFactor: null }, factorsOf(context.get('site'), login.userId)),
  };
}

function isAfterReset(context: RequestContext, login: PendingLogin): boolean {
  const site = context.get('site');
  const user = findUser(site.database, login.userId);
  return user?.mustEnrol === 1 && factorsOf(site, login.userId).count === 0;
}
