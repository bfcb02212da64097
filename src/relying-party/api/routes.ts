import { Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import { HTTPException } from 'hono/http-exception';
import type { Result } from '../../core/result.ts';
import { CLIENT, redeemCode } from '../flows/client-access.ts';
import { beginDeviceGrant, pollDeviceGrant } from '../flows/device-grant.ts';
import { mustEnrolFirst } from '../flows/factors.ts';
import { isFresh } from '../flows/step-up.ts';
import { readForm } from '../security/form-body.ts';
import { hashToken, isToken } from '../security/tokens.ts';
import type { Site } from '../site.ts';
import { deleteSession, findSession } from '../store/sessions.ts';
import { findUser } from '../store/users.ts';
import type { ApiContext, ApiEnvironment } from './environment.ts';
import { openPasskeys, showPasskeyWatch } from './passkey-watch.ts';
import { confirmTotp, regenerate, showPasskeys, showStatus, startTotp } from './profile-auth.ts';

const DEVICE_GRANT = 'urn:ietf:params:oauth:grant-type:device_code';

/** What a program may do before its user has enrolled: enrol, and give its token back. */
const ENROLMENT_PATHS: readonly string[] = [
  '/api/profile/auth/totp',
  '/api/profile/auth/totp/confirm',
  '/api/profile/auth/passkeys/open',
  '/api/sign-out',
];

/** What programs talk to: JSON out, forms in, a bearer token and never a cookie, so that no page can speak for it. */
export function apiRoutes(site: Site): Hono<ApiEnvironment> {
  const app = new Hono<ApiEnvironment>();
  app.onError((error, context) => {
    const status = error instanceof HTTPException ? error.status : 500;
    return context.json({ error: status === 500 ? 'server_error' : 'invalid_request' }, status);
  });
  app.use(async (context, next) => {
    context.set('site', site);
    context.set(
      'form',
      context.req.method === 'POST' ? await readForm(context.req.raw) : new URLSearchParams(),
    );
    await next();
  });
  app.post('/token', postToken);
  app.post('/device', (context) => {
    if (context.get('form').get('client_id') !== CLIENT)
      return context.json({ error: 'invalid_client' }, 401);
    const codes = beginDeviceGrant(site, CLIENT);
    return context.json({
      device_code: codes.deviceCode,
      user_code: codes.userCode,
      verification_uri: new URL('/device', context.req.url).href,
      expires_in: codes.expiresInMs / 1000,
      interval: codes.intervalMs / 1000,
    });
  });
  // The program's session may be over by now: the ticket speaks for itself.
  app.post('/passkeys/watch', showPasskeyWatch);
  app.use('/profile/*', requireToken);
  app.use('/sign-out', requireToken);
  app.get('/profile/auth', showStatus);
  app.post('/profile/auth/totp', requireFresh, startTotp);
  app.post('/profile/auth/totp/confirm', requireFresh, confirmTotp);
  app.post('/profile/auth/recovery-codes', requireFresh, regenerate);
  app.get('/profile/auth/passkeys', showPasskeys);
  app.post('/profile/auth/passkeys/open', openPasskeys);
  app.post('/sign-out', (context) => {
    deleteSession(site.database, context.get('account').session.idHash);
    return context.json({ signedIn: false });
  });
  return app;
}

/** RFC 6749 section 5, RFC 8628 section 3.4. */
function postToken(context: ApiContext): Response {
  const site = context.get('site');
  const form = context.get('form');
  if (form.get('client_id') !== CLIENT) return context.json({ error: 'invalid_client' }, 401);
  const field = (name: string) => form.get(name) ?? '';
  switch (form.get('grant_type')) {
    case 'authorization_code': {
      const code = field('code');
      const codeVerifier = field('code_verifier');
      return answerToken(
        context,
        redeemCode(site, { code, codeVerifier, redirectUri: field('redirect_uri') }),
      );
    }
    case DEVICE_GRANT:
      return answerToken(context, pollDeviceGrant(site, field('device_code')));
    default:
      return context.json({ error: 'unsupported_grant_type' }, 400);
  }
}

function answerToken(context: ApiContext, token: Result<string, string>): Response {
  if (!token.ok) return context.json({ error: token.error }, 400);
  return context.json({ access_token: token.value, token_type: 'Bearer' });
}

const requireToken = createMiddleware<ApiEnvironment>(async (context, next) => {
  const site = context.get('site');
  const token = /^Bearer ([\w-]+)$/.exec(context.req.header('Authorization') ?? '')?.[1];
  const session = isToken(token) ? findSession(site.database, hashToken(token), site.clock.now()) : undefined;
  const user = session && findUser(site.database, session.userId);
  // A browser's session has no client: its cookie opens nothing here.
  if (!user || session.client === null) return context.json({ error: 'invalid_token' }, 401);
  context.set('account', { user, session });
  if (!ENROLMENT_PATHS.includes(context.req.path) && mustEnrolFirst(site, user)) {
    return context.json({ error: 'enrolment_required' }, 403);
  }
  return next();
});

const requireFresh = createMiddleware<ApiEnvironment>(async (context, next) => {
  if (isFresh(context.get('site'), context.get('account'))) return next();
  return context.json({ error: 'step_up_required' }, 403);
});
