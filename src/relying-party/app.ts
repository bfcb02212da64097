import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { formRoutes } from './forms/routes.ts';
import { errorPage } from './pages/error-page.ts';
import { pageWithoutForms } from './pages/layout.ts';
import type { Policy } from './policies/policy.ts';
import { apiRoutes } from './api/routes.ts';
import { addAccountRoutes } from './routes/account.ts';
import { assetRoutes } from './routes/assets.ts';
import { addChallengeRoutes } from './routes/challenge.ts';
import { addCommandLineRoutes } from './routes/command-line.ts';
import { addDisablingRoutes } from './routes/disabling.ts';
import { addEnrolmentRoutes } from './routes/enrolment.ts';
import type { Environment } from './routes/environment.ts';
import { addGroupRoutes } from './routes/group.ts';
import { addPasskeyRoutes } from './routes/passkeys.ts';
import { addPreferredMethodRoutes } from './routes/preferred-method.ts';
import { addRemovalRoutes } from './routes/removal.ts';
import { addResetRoutes } from './routes/reset.ts';
import { addSecurityRoutes } from './routes/security.ts';
import { addPasskeySignInRoutes, addSignInRoutes, addSingleSignOnRoutes } from './routes/sign-in.ts';
import { addStepUpRoutes } from './routes/step-up.ts';
import { guardPosts, loopbackOnly, readPosts, recogniseVisitor } from './routes/visitor.ts';
import { securityHeaders } from './security/headers.ts';
import type { Site } from './site.ts';

/** The whole site as one function from Request to Response. What comes first here is checked first. */
export function createApp(site: Site): Hono<Environment> {
  const { policy } = site;
  const app = new Hono<Environment>();
  addErrorPages(app, policy);
  app.use(securityHeaders, loopbackOnly);
  app.route('/assets', assetRoutes(policy));
  app.route('/forms', formRoutes(policy));
  if (policy.commandLine) app.route('/api', apiRoutes(site));
  app.use(readPosts, recogniseVisitor(site), guardPosts);
  addSignInRoutes(app);
  if (policy.signIn.singleSignOn) addSingleSignOnRoutes(app);
  addChallengeRoutes(app, policy);
  addEnrolmentRoutes(app, policy);
  if (policy.passkeys) addPasskeyRoutes(app, policy.passkeys);
  if (policy.passkeys?.signsInAlone) addPasskeySignInRoutes(app);
  if (policy.commandLine) addCommandLineRoutes(app);
  addSecurityRoutes(app, policy);
  addRemovalRoutes(app);
  addDisablingRoutes(app, policy);
  if (policy.preferredMethod) addPreferredMethodRoutes(app);
  addStepUpRoutes(app);
  addGroupRoutes(app, policy);
  if (policy.administratorReset) addResetRoutes(app);
  addAccountRoutes(app, policy);
  return app;
}

/** Says in a page what was refused. It has no form: an error may come before it is known who asks. */
export function addErrorPages<Env extends object>(app: Hono<Env>, policy: Policy): void {
  app.onError((error, context) => {
    const status = error instanceof HTTPException ? error.status : 500;
    return context.html(errorPage(pageWithoutForms(policy, context.req.path), status), status);
  });
  app.notFound((context) => context.html(errorPage(pageWithoutForms(policy, context.req.path), 404), 404));
}
