import { beginPasskeyWatch, lookAtPasskeyWatch } from '../flows/passkeys/passkey-watch.ts';
import type { ApiContext } from './environment.ts';

/** The page that adds a passkey, and a ticket to ask with whether one was added. */
export function openPasskeys(context: ApiContext): Response {
  const site = context.get('site');
  if (site.policy.passkeys?.enrolment !== 'open') return context.json({ error: 'no_passkeys' }, 409);
  return context.json({ path: '/passkeys/new', ticket: beginPasskeyWatch(site, context.get('account')) });
}

export function showPasskeyWatch(context: ApiContext): Response {
  const watch = lookAtPasskeyWatch(context.get('site'), context.get('form').get('ticket') ?? '');
  if (!watch) return context.json({ error: 'expired_ticket' }, 400);
  const { addedName, addedAt } = watch;
  const passkey = addedAt === null ? null : { name: addedName, addedAt: new Date(addedAt).toISOString() };
  return context.json({ passkey });
}
