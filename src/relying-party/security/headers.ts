import type { MiddlewareHandler } from 'hono';

const OWN_PAGES = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The challenge shapes frame each other across host names on purpose; everything else stays as strict. */
const FRAMED_PAGES = OWN_PAGES.replace(
  "frame-ancestors 'none'",
  'frame-src http://*.localhost:* http://localhost:*; frame-ancestors http://*.localhost:* http://localhost:*',
);

/** The answer to the consent goes to the program's own port; `form-action` counts redirects too. */
const CONSENT_PAGE = OWN_PAGES.replace("form-action 'self'", "form-action 'self' http://127.0.0.1:*");

const EVERY_PAGE = {
  'X-Content-Type-Options': 'nosniff',
  // Not `no-referrer`: with that, browsers send `Origin: null` on a form's own POST.
  'Referrer-Policy': 'same-origin',
};

/** Sets the headers of every answer, refusals included. */
export const securityHeaders: MiddlewareHandler = async (context, next) => {
  await next();
  const isFramed = context.req.path.startsWith('/forms/');
  const headers = isFramed
    ? { 'Content-Security-Policy': FRAMED_PAGES, ...EVERY_PAGE }
    : {
        'Content-Security-Policy': context.req.path === '/authorize' ? CONSENT_PAGE : OWN_PAGES,
        'X-Frame-Options': 'DENY',
        'Cross-Origin-Opener-Policy': 'same-origin',
        ...EVERY_PAGE,
      };
  for (const [name, value] of Object.entries(headers)) context.header(name, value);
  context.header('Cache-Control', 'no-store');
};
