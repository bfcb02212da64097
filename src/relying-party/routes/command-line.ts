import type { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import * as v from 'valibot';
import {
  type AuthorizationRequest,
  authorize,
  CLIENT,
  isLoopbackRedirect,
  revokeClient,
} from '../flows/client-access.ts';
import { decideDeviceGrant, findGrantToDecide, userCodeWaitMs } from '../flows/device-grant.ts';
import {
  consentPage,
  deviceCodePage,
  deviceConsentPage,
  deviceDonePage,
} from '../pages/command-line-pages.ts';
import { type Environment, pageContext, type RequestContext } from './environment.ts';
import { describeWait } from './input.ts';
import { requireAccount, requireFreshProof } from './require-account.ts';

const AUTHORIZATION = v.object({
  response_type: v.literal('code'),
  client_id: v.literal(CLIENT),
  redirect_uri: v.pipe(v.string(), v.check(isLoopbackRedirect)),
  code_challenge_method: v.literal('S256'),
  code_challenge: v.pipe(v.string(), v.regex(/^[\w-]{43}$/)),
  state: v.pipe(v.string(), v.regex(/^[\w-]{22,128}$/)),
});

/** Where a program is let in, or sent away. A program acts with the user's rights, so the proof has to be fresh. */
export function addCommandLineRoutes(app: Hono<Environment>): void {
  app.use('/authorize', requireAccount, requireFreshProof);
  app.get('/authorize', (context) => {
    const request = readRequest(context.req.query());
    return context.html(consentPage(pageContext(context), request));
  });
  app.post('/authorize', (context) => {
    const form = context.get('form');
    const request = readRequest(Object.fromEntries(form));
    if (form.get('decision') === 'allow') {
      return context.redirect(authorize(context.get('site'), context.get('account'), request), 303);
    }
    const refusal = new URLSearchParams({ error: 'access_denied', state: request.state });
    return context.redirect(`${request.redirectUri}?${refusal}`, 303);
  });
  app.use('/device', requireAccount, requireFreshProof);
  app.get('/device', (context) => context.html(deviceCodePage(pageContext(context), undefined)));
  app.post('/device', postUserCode);
  app.post('/command-line/revoke', requireAccount, (context) => {
    const site = context.get('site');
    revokeClient(site, context.get('account'), context.get('form').get('session') ?? '');
    return context.redirect(`${site.policy.paths.security}?notice=revoked`, 303);
  });
}

/** A request that is not one is refused on the spot: what it names as its address is not to be gone to. */
function readRequest(fields: Readonly<Record<string, string>>): AuthorizationRequest {
  const parsed = v.safeParse(AUTHORIZATION, fields);
  if (!parsed.success) throw new HTTPException(400);
  const { client_id, redirect_uri, code_challenge, state } = parsed.output;
  return { client: client_id, redirectUri: redirect_uri, codeChallenge: code_challenge, state };
}

/** First the code, then a page that names the program, then the decision. */
function postUserCode(context: RequestContext): Response | Promise<Response> {
  const site = context.get('site');
  const account = context.get('account');
  const form = context.get('form');
  const userCode = form.get('user-code') ?? '';
  const decision = form.get('decision');
  const isApproved = decision === 'allow';
  const found =
    decision === null
      ? findGrantToDecide(site, account, userCode)
      : decideDeviceGrant(site, account, { userCode, isApproved });
  if (!found.ok) {
    const isWaiting = found.error === 'wait';
    const text = isWaiting
      ? `Too many wrong codes. Wait ${describeWait(userCodeWaitMs(site, account.user.id))}, then try again.`
      : 'No program waits under this code. Compare it with the one in your terminal.';
    return context.html(deviceCodePage(pageContext(context), text), isWaiting ? 429 : 422);
  }
  const { client } = found.value;
  return context.html(
    decision === null
      ? deviceConsentPage(pageContext(context), client, userCode)
      : deviceDonePage(pageContext(context), client, isApproved),
  );
}
