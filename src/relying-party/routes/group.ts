import type { Hono } from 'hono';
import { mustEnrolFirst } from '../flows/factors.ts';
import { administers, groupsOf, setEnforcement } from '../flows/group.ts';
import { confirmationPage } from '../pages/confirmation-pages.ts';
import { errorPage } from '../pages/error-page.ts';
import { enrolFirstPage, groupPage } from '../pages/group-pages.ts';
import type { GroupPolicy, Policy } from '../policies/policy.ts';
import { type Environment, pageContext, type RequestContext } from './environment.ts';
import { requireAccount, requireFreshProof } from './require-account.ts';

export function addGroupRoutes(app: Hono<Environment>, { paths, groups }: Policy): void {
  app.get(paths.group, requireAccount, (context) => {
    const { user } = context.get('account');
    return context.html(groupPage(pageContext(context), user, groupsOf(context.get('site'), user.id)));
  });
  app.get('/secure-your-account', getEnrolFirst);
  const { enforcement } = groups;
  if (!enforcement) return;
  const path = '/groups/:id/enforcement/:state{on|off}';
  app.use(path, requireAccount, requireFreshProof);
  app.get(path, (context) => getEnforcement(context, enforcement));
  app.post(path, postEnforcement);
}

/** The page that stands in place of all others; it needs an account, and is not itself blocked. */
function getEnrolFirst(context: RequestContext): Response | Promise<Response> {
  const site = context.get('site');
  const visitor = context.get('visitor');
  if (visitor.kind !== 'signed-in') return context.redirect('/sign-in', 303);
  const { user } = visitor.account;
  if (!mustEnrolFirst(site, user)) return context.redirect('/', 303);
  const requiring = groupsOf(site, user.id).filter((group) => group.requiresTwoFactor === 1);
  const names = site.policy.groups.enforcement ? requiring.map((group) => group.organisationName) : [];
  return context.html(enrolFirstPage(pageContext(context), names));
}

function getEnforcement(
  context: RequestContext,
  enforcement: NonNullable<GroupPolicy['enforcement']>,
): Response | Promise<Response> {
  const { policy } = context.get('site');
  const { organisationId, isRequired } = changeOf(context);
  if (!administers(context.get('site'), context.get('account').user.id, organisationId))
    return forbidden(context);
  const page = confirmationPage(pageContext(context), {
    title: enforcement.switchLabel,
    text: isRequired
      ? 'Members without it are signed out. At their next sign-in they set it up before anything else works.'
      : 'Members may then turn their own two-factor authentication off.',
    action: context.req.path,
    button: isRequired ? 'Require it' : 'Make it optional',
    cancelPath: policy.paths.group,
    isDangerous: false,
  });
  return context.html(page);
}

function postEnforcement(context: RequestContext): Response | Promise<Response> {
  const changed = setEnforcement(context.get('site'), context.get('account'), changeOf(context));
  return changed.ok ? context.redirect(context.get('site').policy.paths.group, 303) : forbidden(context);
}

function changeOf(context: RequestContext): { organisationId: number; isRequired: boolean } {
  return {
    organisationId: Number(context.req.param('id')),
    isRequired: context.req.param('state') === 'on',
  };
}

/** For a group of others too: that it exists is not told. */
function forbidden(context: RequestContext): Response | Promise<Response> {
  return context.html(errorPage(pageContext(context), 404), 404);
}
