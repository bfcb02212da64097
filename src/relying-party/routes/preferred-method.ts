import type { Hono } from 'hono';
import { record } from '../flows/record.ts';
import { isPreferredMethod } from '../flows/preferred-method.ts';
import { setPreferredFactor } from '../store/users.ts';
import type { Environment } from './environment.ts';
import { requireAccount } from './require-account.ts';

/** It orders what sign-in shows and hides nothing, so it asks for no fresh proof. */
export function addPreferredMethodRoutes(app: Hono<Environment>): void {
  app.post('/preferred-method', requireAccount, (context) => {
    const site = context.get('site');
    const { user, session } = context.get('account');
    const method = context.get('form').get('method');
    if (!isPreferredMethod(method)) return context.redirect(site.policy.paths.security, 303);
    setPreferredFactor(site.database, user.id, method);
    record(site, 'preferred-method-chosen', { userId: user.id, idHash: session.idHash, detail: method });
    return context.redirect(`${site.policy.paths.security}?notice=preferred`, 303);
  });
}
