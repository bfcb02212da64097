import type { Hono } from 'hono';
import * as v from 'valibot';
import { encodeBase32 } from '../../core/bytes/base32.ts';
import { formatKeyUri } from '../../core/key-uri/format-key-uri.ts';
import {
  type ActivationError,
  activateEnrolment,
  activateWithSavedCodes,
  awaitsSavedCodes,
  openEnrolment,
  prepareCodesToSave,
  proveEnrolment,
} from '../flows/enrolment.ts';
import type { Policy } from '../policies/policy.ts';
import { mustEnrolFirst } from '../flows/factors.ts';
import { TOTP_PARAMETERS } from '../flows/totp-parameters.ts';
import { confirmationPage } from '../pages/confirmation-pages.ts';
import {
  type EnrolmentErrors,
  enrolmentPage,
  type EnrolmentView,
  recoveryCodesPage,
} from '../pages/enrolment-page.ts';
import {
  type Environment,
  keepToken,
  pageContext,
  pageContextFor,
  type RequestContext,
} from './environment.ts';
import { FACTOR_NAME, readCode } from './input.ts';
import { requireAccount, requireFreshProof } from './require-account.ts';

const DEFAULT_NAME = 'Authenticator app';

export function addEnrolmentRoutes(app: Hono<Environment>, { totp }: Policy): void {
  app.use('/authenticators/new', requireAccount, requireFreshProof);
  app.get('/authenticators/new', (context) =>
    context.html(enrolmentPage(pageContext(context), viewOf(context, {}))),
  );
  app.post('/authenticators/new', postCode);
  if (totp.activeAfter !== 'codes-saved') return;
  app.use('/authenticators/activate', requireAccount, requireFreshProof);
  app.get('/authenticators/activate', getCodesSaved);
  app.post('/authenticators/activate', postCodesSaved);
}

async function postCode(context: RequestContext): Promise<Response> {
  const site = context.get('site');
  const account = context.get('account');
  const form = context.get('form');
  const code = readCode(form);
  const name = readName(form, site.policy.totp.authenticators === 'several-named');
  if (code === undefined) return again(context, { code: 'Enter the 6 digits that your app shows now.' });
  if (name === undefined) return again(context, { name: 'Give it a name of at most 40 characters.' });
  const proved = proveEnrolment(site, account, code);
  if (!proved.ok) return again(context, { code: PROOF_ERRORS[proved.error] });
  if (site.policy.totp.activeAfter === 'codes-saved') return showCodesFirst(context);
  const enrolled = await activateEnrolment(site, account, name);
  if (!enrolled.ok) return startOver(context, enrolled.error);
  const { token, recoveryCodes, returnPath } = enrolled.value;
  const page = pageContextFor(context, token);
  if (!recoveryCodes)
    return context.redirect(returnPath ?? `${site.policy.paths.security}?notice=added`, 303);
  const lead = 'Two-factor authentication is on.';
  const view = { codes: recoveryCodes, lead, needsAcknowledgement: false, returnPath };
  return context.html(recoveryCodesPage(page, view));
}

/** The codes come before the factor counts: it does once the user says that they are saved. */
async function showCodesFirst(context: RequestContext): Promise<Response> {
  const prepared = await prepareCodesToSave(context.get('site'), context.get('account'));
  if (!prepared.ok) return startOver(context, prepared.error);
  const lead =
    'They let you in if you lose access to your app. Two-factor authentication is on once you go on.';
  const view = { codes: prepared.value, lead, needsAcknowledgement: true };
  return context.html(recoveryCodesPage(pageContext(context), view));
}

/** Where the word that they are saved had to wait for a proof of identity: the codes are not shown again. */
function getCodesSaved(context: RequestContext): Response | Promise<Response> {
  const { words } = context.get('site').policy;
  if (!awaitsSavedCodes(context.get('site'), context.get('account'))) return startOver(context, 'not-proved');
  const page = confirmationPage(pageContext(context), {
    title: words.saveRecoveryCodes,
    text: `Your ${words.recoveryCode}s were shown a moment ago. If you have not saved them, cancel and set it up again.`,
    action: '/authenticators/activate',
    button: `I have saved my ${words.recoveryCode}s`,
    cancelPath: '/authenticators/new',
    isDangerous: false,
  });
  return context.html(page);
}

function postCodesSaved(context: RequestContext): Response {
  const site = context.get('site');
  const enrolled = activateWithSavedCodes(site, context.get('account'), DEFAULT_NAME);
  if (!enrolled.ok) return startOver(context, enrolled.error);
  const { token, returnPath } = enrolled.value;
  keepToken(context, token);
  return context.redirect(returnPath ?? `${site.policy.paths.security}?notice=on`, 303);
}

const PROOF_ERRORS = {
  wrong: 'This code does not fit. Check that the app shows this account, then enter its present code.',
  'not-begun': 'That secret is no longer waiting. Scan this new one, then enter its code.',
} as const;

function startOver(context: RequestContext, error: ActivationError): Response {
  return context.redirect(error === 'signed-out' ? '/sign-in' : '/authenticators/new', 303);
}

function again(context: RequestContext, errors: EnrolmentErrors): Response | Promise<Response> {
  return context.html(enrolmentPage(pageContext(context), viewOf(context, errors)), 422);
}

function viewOf(context: RequestContext, errors: EnrolmentErrors): EnrolmentView {
  const site = context.get('site');
  const { user } = context.get('account');
  const { secret } = openEnrolment(site, context.get('account'));
  const { issuer } = site.policy.totp;
  const account = { issuer, accountName: user.email, secret, parameters: TOTP_PARAMETERS };
  return {
    keyUri: formatKeyUri({ ...account, unknownParameters: [] }),
    secret: encodeBase32(secret),
    accountName: user.email,
    errors,
    name: context.get('form').get('name') ?? '',
    isForced: mustEnrolFirst(site, user),
  };
}

/** Undefined where the policy asks for a name and none that fits was given. */
function readName(form: URLSearchParams, isAsked: boolean): string | undefined {
  if (!isAsked) return DEFAULT_NAME;
  const parsed = v.safeParse(FACTOR_NAME, form.get('name'));
  return parsed.success ? parsed.output : undefined;
}
