import type { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import * as v from 'valibot';
import { beginAssertion, beginRegistration, endCeremony } from '../flows/passkeys/ceremony.ts';
import { factorsOf, mustEnrolFirst } from '../flows/factors.ts';
import { readAssertion, readRegistration } from '../flows/passkeys/passkey-answer.ts';
import type { PasskeyRefusal } from '../flows/passkeys/passkey-checks.ts';
import { addPasskey } from '../flows/passkeys/passkeys.ts';
import type { PasskeyProof } from '../flows/proof.ts';
import { recoveryCodesPage } from '../pages/enrolment-page.ts';
import { newPasskeyPage, type NewPasskeyView } from '../pages/passkey-pages.ts';
import type { PasskeyPolicy } from '../policies/policy.ts';
import { hashToken } from '../security/tokens.ts';
import type { CeremonyPurpose } from '../store/ceremonies.ts';
import {
  type Environment,
  keepToken,
  pageContext,
  pageContextFor,
  type RequestContext,
} from './environment.ts';
import { FACTOR_NAME } from './input.ts';
import { requireAccount, requireFreshProof } from './require-account.ts';

export function addPasskeyRoutes(app: Hono<Environment>, policy: PasskeyPolicy): void {
  app.post('/ceremonies/second-factor', (context) => {
    const visitor = context.get('visitor');
    if (visitor.kind !== 'pending') throw new HTTPException(403);
    return beginAnswer(context, 'second-factor', visitor.login.userId);
  });
  app.post('/ceremonies/step-up', requireAccount, (context) =>
    beginAnswer(context, 'step-up', context.get('account').user.id),
  );
  if (policy.signsInAlone) {
    app.post('/ceremonies/sign-in', (context) => beginAnswer(context, 'sign-in', undefined));
  }
  if (policy.enrolment !== 'open') return;
  app.post('/ceremonies/registration', requireAccount, requireFreshProof, (context) =>
    context.json(beginRegistration(context.get('site'), ownerOf(context), context.get('account').user)),
  );
  app.use('/passkeys/new', requireAccount, requireFreshProof);
  app.get('/passkeys/new', (context) =>
    context.html(newPasskeyPage(pageContext(context), viewOf(context, {}))),
  );
  app.post('/passkeys/new', postRegistration);
}

/** The assertion in the form and the ceremony that it ends; a message where one of them is missing. */
export function readPasskeyProof(
  context: RequestContext,
  purpose: Exclude<CeremonyPurpose, 'registration'>,
): PasskeyProof | string {
  // First of all: the challenge is gone whatever the answer turns out to be.
  const expected = endCeremony(context.get('site'), ownerOf(context), purpose);
  const answer = readAssertion(context.get('form').get('credential'));
  if (!answer) return 'The browser’s answer could not be read. Try again.';
  return expected
    ? { kind: 'passkey', answer, expected }
    : 'This took too long or was answered before. Try again.';
}

async function postRegistration(context: RequestContext): Promise<Response> {
  const site = context.get('site');
  const form = context.get('form');
  const expected = endCeremony(site, ownerOf(context), 'registration');
  const answer = readRegistration(form.get('credential'));
  const name = v.safeParse(FACTOR_NAME, form.get('name'));
  if (!name.success) return again(context, { name: 'Give it a name of at most 40 characters.' }, 422);
  if (!answer) return again(context, { credential: REFUSALS.malformed }, 400);
  if (!expected)
    return again(context, { credential: 'This took too long or was answered before. Try again.' }, 400);
  const added = await addPasskey(site, context.get('account'), { answer, expected, name: name.output });
  if (!added.ok) {
    if (added.error === 'signed-out') return context.redirect('/sign-in', 303);
    return again(context, { credential: REFUSALS[added.error] }, 400);
  }
  const { token, recoveryCodes, returnPath } = added.value;
  if (!recoveryCodes) {
    keepToken(context, token);
    return context.redirect(returnPath ?? `${site.policy.paths.security}?notice=passkey-added`, 303);
  }
  const lead = 'Two-factor authentication is on.';
  const view = { codes: recoveryCodes, lead, needsAcknowledgement: false, returnPath };
  return context.html(recoveryCodesPage(pageContextFor(context, token), view));
}

function again(
  context: RequestContext,
  errors: NewPasskeyView['errors'],
  status: 400 | 422,
): Response | Promise<Response> {
  return context.html(newPasskeyPage(pageContext(context), viewOf(context, errors)), status);
}

function viewOf(context: RequestContext, errors: NewPasskeyView['errors']): NewPasskeyView {
  const site = context.get('site');
  return {
    noun: site.policy.passkeys?.noun ?? '',
    name: context.get('form').get('name') ?? '',
    errors,
    isForced: mustEnrolFirst(site, context.get('account').user),
  };
}

function beginAnswer(
  context: RequestContext,
  purpose: Exclude<CeremonyPurpose, 'registration'>,
  userId: number | undefined,
): Response {
  const site = context.get('site');
  // An empty list would ask for any passkey of this site, of whomever.
  if (userId !== undefined && factorsOf(site, userId).passkeys.length === 0) throw new HTTPException(404);
  return context.json(beginAssertion(site, ownerOf(context), { purpose, userId }));
}

/** Whose browser asks: nobody else's can answer. */
function ownerOf(context: RequestContext): string {
  return hashToken(context.get('token'));
}

const REFUSALS: Readonly<Record<PasskeyRefusal | 'registered-before', string>> = {
  malformed: 'The browser’s answer could not be read. Try again.',
  'wrong-type': 'This is the answer to another question. Try again.',
  'wrong-challenge': 'This is the answer to another question. Try again.',
  'wrong-origin': 'This was made for another site.',
  'cross-origin': 'This was made inside a page of another site.',
  'wrong-rp-id': 'This was made for another site.',
  'user-absent': 'Nobody touched the device.',
  'user-not-verified': 'The device did not check who you are.',
  'backup-flags': 'The device contradicts itself.',
  algorithm: 'The device uses a kind of key that is not taken here.',
  attestation: 'The device’s own certificate is not taken here.',
  signature: 'The signature is wrong.',
  'registered-before': 'This is registered already.',
};
