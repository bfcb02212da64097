import { Hono } from 'hono';
import { addErrorPages } from './app.ts';
import { formRoutes } from './forms/routes.ts';
import { html } from './pages/html.ts';
import { cardPage, pageWithoutForms } from './pages/layout.ts';
import { ankra } from './policies/ankra.ts';
import type { Policy } from './policies/policy.ts';
import { assetRoutes } from './routes/assets.ts';
import { loopbackOnly } from './routes/visitor.ts';
import { securityHeaders } from './security/headers.ts';

/** Only its look is used: the lobby has no account. */
const LOOK: Policy = {
  ...ankra,
  id: 'localhost',
  product: {
    ...ankra.product,
    name: 'Mock sites',
    disclaimer: 'Sites on this machine for trying authenticators.',
    accent: { light: '#33518f', dark: '#9db8f5' },
  },
};

/** What answers under every name that is no site's: the list of sites, and the form shapes. */
export function createLobby(presets: readonly Policy[]): Hono {
  const app = new Hono();
  addErrorPages(app, LOOK);
  app.use(securityHeaders, loopbackOnly);
  app.route('/assets', assetRoutes(LOOK));
  app.route('/forms', formRoutes(LOOK));
  app.get('/', (context) => {
    const port = new URL(context.req.url).port;
    const list = html`<ul class="list">
      ${presets.map(({ id, product }) => {
        const origin = `http://${id}.localhost${port && `:${port}`}`;
        return html`<li class="row">
          <div>
            <a href="${origin}/"><strong>${product.name}</strong></a><br />
            <span class="quiet">${product.tagline}</span>
          </div>
          <a href="${origin}/outbox" aria-label="Outbox of ${product.name}">Outbox</a>
        </li>`;
      })}
      <li><a href="/forms"><strong>Form shapes</strong></a></li>
    </ul>`;
    return context.html(cardPage(pageWithoutForms(LOOK, '/'), 'Sites', list));
  });
  return app;
}
