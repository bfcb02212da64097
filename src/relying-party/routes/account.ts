import type { Hono } from 'hono';
import { factorsOf, isTwoFactorRequired } from '../flows/factors.ts';
import { activityPage, homePage, outboxPage, profilePage } from '../pages/account-pages.ts';
import type { Policy } from '../policies/policy.ts';
import { listAuditEntries } from '../store/audit.ts';
import { listMail } from '../store/outbox.ts';
import { type Environment, pageContext } from './environment.ts';
import { requireAccount } from './require-account.ts';

const ENTRIES_SHOWN = 100;

export function addAccountRoutes(app: Hono<Environment>, { paths }: Policy): void {
  app.get('/', requireAccount, (context) => {
    const { user } = context.get('account');
    return context.html(homePage(pageContext(context), user, factorsOf(context.get('site'), user.id)));
  });
  // Where the security settings are the profile page itself, they are served under its address.
  if (paths.profile !== paths.security) {
    app.get(paths.profile, requireAccount, (context) => {
      const site = context.get('site');
      const { user } = context.get('account');
      const status = { factors: factorsOf(site, user.id), isRequired: isTwoFactorRequired(site, user) };
      return context.html(profilePage(pageContext(context), user, status));
    });
  }
  app.get(paths.activity, requireAccount, (context) => {
    const entries = listAuditEntries(
      context.get('site').database,
      context.get('account').user.id,
      ENTRIES_SHOWN,
    );
    return context.html(activityPage(pageContext(context), entries));
  });
  // Everyone's mail, and open to everyone: it stands for mailboxes that are not on this machine.
  app.get('/outbox', (context) =>
    context.html(outboxPage(pageContext(context), listMail(context.get('site').database, ENTRIES_SHOWN))),
  );
}
