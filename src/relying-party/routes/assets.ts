import { readFileSync } from 'node:fs';
import { Hono } from 'hono';
import type { Policy } from '../policies/policy.ts';

const FILES = {
  'style.css': 'text/css; charset=utf-8',
  'enhance.js': 'text/javascript; charset=utf-8',
  'passkeys.js': 'text/javascript; charset=utf-8',
  'forms.js': 'text/javascript; charset=utf-8',
} as const;

/** Style and script, read once at start. The theme and the icon follow from the policy. */
export function assetRoutes({ product }: Policy): Hono {
  const app = new Hono();
  for (const [name, type] of Object.entries(FILES)) {
    const text = readFileSync(new URL(`../assets/${name}`, import.meta.url), 'utf8');
    app.get(`/${name}`, (context) => context.body(text, 200, { 'Content-Type': type }));
  }
  const { light, dark } = product.accent;
  const theme = `:root { --accent: light-dark(${light}, ${dark}); }\n`;
  app.get('/theme.css', (context) => context.body(theme, 200, { 'Content-Type': 'text/css; charset=utf-8' }));
  app.get('/icon.svg', (context) =>
    context.body(icon(product.name, light), 200, { 'Content-Type': 'image/svg+xml' }),
  );
  return app;
}

function icon(name: string, colour: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path d="M7 2h18a5 5 0 0 1 5 5v18a5 5 0 0 1-5 5h-6l-3-3.5L13 30H7a5 5 0 0 1-5-5V7a5 5 0 0 1 5-5Z" fill="${colour}"/><text x="16" y="21.5" text-anchor="middle" font-family="system-ui,sans-serif" font-weight="700" font-size="16" fill="#fff">${name.charAt(0)}</text></svg>`;
}
