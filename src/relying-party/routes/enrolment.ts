import type { Hono } from 'hono';
import * as v from 'valibot';
import { encodeBase32 } from '../../core/bytes/base32.ts';
import { formatKeyUri } from '../../core/key-uri/format-key-uri.ts';
import { activateEnrolment, openEnrolment, proveEnrolment } from '../flows/enrolment.ts';
import { factorsOf, isTwoFactorRequired } from '../flows/factors.ts';
import { TOTP_PARAMETERS } from '../flows/totp-parameters.ts';
import { enrolmentPage, type EnrolmentView, recoveryCodesPage } from '../pages/enrolment-page.ts';
import { type Environment, pageContext, pageContextFor, type RequestContext } from './environment.ts';
import { FACTOR_NAME, readCode } from './input.ts';
import { requireAccount, requireFreshProof } from './require-account.ts';

const DEFAULT_NAME = 'Authenticator app';

export function addEnrolmentRoutes(app: Hono<Environment>): void {
  app.use('/authenticators/new', requireAccount, requireFreshProof);
  app.get('/authenticators/new', (context) =>
    context.html(enrolmentPage(pageContext(context), viewOf(context, {}))),
  );
  app.post('/authenticators/new', postCode);
}

async function postCode(context: RequestContext): Promise<Response> {
  const site = context.get('site');
  const account = context.get('account');
  const form = context.get('form');
  const code = readCode(form);
  const name = readName(form, site.policy.totp.authenticators === 'several-named');
  if (code === undefined) return again(context, 'Enter the 6 digits that your app shows now.');
  if (name === undefined) return again(context, 'Give it a name of at most 40 characters.');
  if (!proveEnrolment(site, account.user.id, code).ok) {
    return again(
      context,
      'This code does not fit. Check that the app shows this account, then enter its present code.',
    );
  }
  const enrolled = await activateEnrolment(site, account, name);
  if (!enrolled.ok) return context.redirect('/authenticators/new', 303);
  const { token, recoveryCodes } = enrolled.value;
  const page = pageContextFor(context, token);
  if (!recoveryCodes) return context.redirect(`${site.policy.paths.security}?notice=added`, 303);
  const lead = 'Two-factor authentication is on.';
  return context.html(recoveryCodesPage(page, { codes: recoveryCodes, lead, needsAcknowledgement: false }));
}

function again(context: RequestContext, error: string): Response | Promise<Response> {
  return context.html(enrolmentPage(pageContext(context), viewOf(context, { error })), 422);
}

function viewOf(context: RequestContext, { error }: { readonly error?: string }): EnrolmentView {
  const site = context.get('site');
  const { user } = context.get('account');
  const { secret } = openEnrolment(site, user.id);
  const { issuer } = site.policy.totp;
  const account = { issuer, accountName: user.email, secret, parameters: TOTP_PARAMETERS };
  return {
    keyUri: formatKeyUri({ ...account, unknownParameters: [] }),
    secret: encodeBase32(secret),
    accountName: user.email,
    error,
    name: context.get('form').get('name') ?? '',
    isForced: factorsOf(site, user.id).count === 0 && isTwoFactorRequired(site, user),
  };
}

/** Undefined where the policy asks for a name and none that fits was given. */
function readName(form: URLSearchParams, isAsked: boolean): string | undefined {
  if (!isAsked) return DEFAULT_NAME;
  const parsed = v.safeParse(FACTOR_NAME, form.get('name'));
  return parsed.success ? parsed.output : undefined;
}
