import type { Hono } from 'hono';
import { factorsOf, isTwoFactorRequired } from '../flows/factors.ts';
import { orderedMethods } from '../flows/preferred-method.ts';
import { regenerateRecoveryCodes } from '../flows/recovery-sheet.ts';
import { confirmationPage } from '../pages/confirmation-pages.ts';
import { recoveryCodesPage } from '../pages/enrolment-page.ts';
import { securityPage } from '../pages/security-page.ts';
import type { Policy } from '../policies/policy.ts';
import { listClientSessions } from '../store/sessions.ts';
import { capitalise } from '../words.ts';
import { type Environment, pageContext, type RequestContext } from './environment.ts';
import { requireAccount, requireFreshProof } from './require-account.ts';

const NOTICES: Readonly<Record<string, string>> = {
  on: 'Two-factor authentication is on.',
  added: 'The authenticator was added.',
  removed: 'The authenticator was removed. Its codes no longer work.',
  'passkey-added': 'It was added. From now on it can be your second factor.',
  'passkey-removed': 'It was removed and no longer signs you in.',
  revoked: 'The program was signed out.',
  preferred: 'Your preferred method is asked for first from now on.',
  disabled: 'Two-factor authentication is off. Your next sign-in asks for the password alone.',
};

export function addSecurityRoutes(app: Hono<Environment>, policy: Policy): void {
  app.get(policy.paths.security, requireAccount, (context) => {
    const site = context.get('site');
    const { user } = context.get('account');
    const factors = factorsOf(site, user.id);
    const view = {
      factors,
      isRequired: isTwoFactorRequired(site, user),
      methods: orderedMethods(user, factors),
      programs: site.policy.commandLine
        ? listClientSessions(site.database, user.id, site.clock.now())
        : undefined,
      notice: NOTICES[context.req.query('notice') ?? ''],
    };
    return context.html(securityPage(pageContext(context), view));
  });
  app.use('/recovery-codes/new', requireAccount, requireFreshProof);
  app.get('/recovery-codes/new', getRegeneration);
  app.post('/recovery-codes/new', postRegeneration);
}

function getRegeneration(context: RequestContext): Response | Promise<Response> {
  const site = context.get('site');
  const { count, recoverySheet } = factorsOf(site, context.get('account').user.id);
  const { words, paths } = site.policy;
  if (count === 0) return context.redirect(paths.security, 303);
  const page = confirmationPage(pageContext(context), {
    title: recoverySheet ? `New ${words.recoveryCode}s` : `Generate ${words.recoveryCode}s`,
    text: recoverySheet
      ? `You get ${site.policy.recoveryCodes.count} new codes. Your old ${words.recoveryCode}s stop working at once.`
      : `You get ${site.policy.recoveryCodes.count} codes, each good for one sign-in.`,
    action: '/recovery-codes/new',
    button: recoverySheet ? 'Regenerate' : 'Generate codes',
    isDangerous: false,
  });
  return context.html(page);
}

async function postRegeneration(context: RequestContext): Promise<Response> {
  const { words, paths } = context.get('site').policy;
  const codes = await regenerateRecoveryCodes(context.get('site'), context.get('account'));
  if (!codes.ok) return context.redirect(paths.security, 303);
  const lead = `These are your new ${words.recoveryCode}s. ${capitalise(words.recoveryCode)}s from before no longer work.`;
  const view = { codes: codes.value, lead, needsAcknowledgement: false };
  return context.html(recoveryCodesPage(pageContext(context), view));
}
