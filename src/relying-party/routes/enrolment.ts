import type { Hono } from 'hono';
import * as v from 'valibot';
import { encodeBase32 } from '../../core/bytes/base32.ts';
import { formatKeyUri } from '../../core/key-uri/format-key-uri.ts';
import { activateEnrolment, openEnrolment, prepareCodesToSave, proveEnrolment } from '../flows/enrolment.ts';
import { mustEnrolFirst } from '../flows/factors.ts';
import { TOTP_PARAMETERS } from '../flows/totp-parameters.ts';
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

export function addEnrolmentRoutes(app: Hono<Environment>): void {
  app.use('/authenticators/new', requireAccount, requireFreshProof);
  app.get('/authenticators/new', (context) =>
    context.html(enrolmentPage(pageContext(context), viewOf(context, {}))),
  );
  app.post('/authenticators/new', postCode);
  app.post('/authenticators/activate', requireAccount, postCodesSaved);
}

async function postCode(context: RequestContext): Promise<Response> {
  const site = context.get('site');
  const account = context.get('account');
  const form = context.get('form');
  const code = readCode(form);
  const name = readName(form, site.policy.totp.authenticators === 'several-named');
  if (code === undefined) return again(context, { code: 'Enter the 6 digits that your app shows now.' });
  if (name === undefined) return again(context, { name: 'Give it a name of at most 40 characters.' });
  if (!proveEnrolment(site, account.user.id, code).ok) {
    return again(context, {
      code: 'This code does not fit. Check that the app shows this account, then enter its present code.',
    });
  }
  if (site.policy.totp.activeAfter === 'codes-saved') return showCodesFirst(context);
  const enrolled = await activateEnrolment(site, account, name);
  if (!enrolled.ok) return context.redirect('/authenticators/new', 303);
  const { token, recoveryCodes } = enrolled.value;
  const page = pageContextFor(context, token);
  if (!recoveryCodes) return context.redirect(`${site.policy.paths.security}?notice=added`, 303);
  const lead = 'Two-factor authentication is on.';
  return context.html(recoveryCodesPage(page, { codes: recoveryCodes, lead, needsAcknowledgement: false }));
}

/** The codes come before the factor counts: it does once the user says that they are saved. */
async function showCodesFirst(context: RequestContext): Promise<Response> {
  const codes = await prepareCodesToSave(context.get('site'), context.get('account').user.id);
  const lead =
    'They let you in if you lose access to your app. Two-factor authentication is on once you go on.';
  return context.html(recoveryCodesPage(pageContext(context), { codes, lead, needsAcknowledgement: true }));
}

async function postCodesSaved(context: RequestContext): Promise<Response> {
  const site = context.get('site');
  const enrolled = await activateEnrolment(site, context.get('account'), DEFAULT_NAME);
  if (!enrolled.ok) return context.redirect('/authenticators/new', 303);
  keepToken(context, enrolled.value.token);
  return context.redirect(`${site.policy.paths.security}?notice=on`, 303);
}

function again(context: RequestContext, errors: EnrolmentErrors): Response | Promise<Response> {
  return context.html(enrolmentPage(pageContext(context), viewOf(context, errors)), 422);
}

function viewOf(context: RequestContext, errors: EnrolmentErrors): EnrolmentView {
  const site = context.get('site');
  const { user } = context.get('account');
  const { secret } = openEnrolment(site, user.id);
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
