import type { Hono } from 'hono';
import { factorsOf } from '../flows/factors.ts';
import { findFactor, type FactorReference, refusalOfLast, removeFactor } from '../flows/removal.ts';
import { refusalPage, removalPage } from '../pages/confirmation-pages.ts';
import { type Environment, pageContext, type RequestContext } from './environment.ts';
import { requireAccount, requireFreshProof } from './require-account.ts';

const PATH = '/:factors{authenticators|passkeys}/:id/remove';

export function addRemovalRoutes(app: Hono<Environment>): void {
  app.use(PATH, requireAccount, requireFreshProof);
  app.get(PATH, getRemoval);
  app.post(PATH, postRemoval);
}

function getRemoval(context: RequestContext): Response | Promise<Response> {
  const site = context.get('site');
  const account = context.get('account');
  const reference = referenceIn(context);
  const factors = factorsOf(site, account.user.id);
  const factor = findFactor(factors, reference);
  if (!factor) return context.html(refusalPage(pageContext(context), 'not-found'), 404);
  const isLast = factors.count === 1;
  const refusal = isLast ? refusalOfLast(site, account) : undefined;
  if (refusal) return context.html(refusalPage(pageContext(context), refusal), 409);
  const { name } = factor;
  return context.html(removalPage(pageContext(context), { name, kind: reference.kind, isLast }));
}

function postRemoval(context: RequestContext): Response | Promise<Response> {
  const { policy } = context.get('site');
  const reference = referenceIn(context);
  const removed = removeFactor(context.get('site'), context.get('account'), reference);
  if (!removed.ok) {
    const status = removed.error === 'not-found' ? 404 : 409;
    return context.html(refusalPage(pageContext(context), removed.error), status);
  }
  const notice = reference.kind === 'passkey' ? 'passkey-removed' : 'removed';
  return context.redirect(`${policy.paths.security}?notice=${notice}`, 303);
}

function referenceIn(context: RequestContext): FactorReference {
  const kind = context.req.param('factors') === 'passkeys' ? 'passkey' : 'authenticator';
  return { kind, id: Number(context.req.param('id')) };
}
