import { type Context, Hono } from 'hono';
import type { Policy } from '../policies/policy.ts';
import { readForm } from '../security/form-body.ts';
import { formIndexPage, formPage, receivedPage } from './pages.ts';
import { FORM_SHAPES } from './shapes.ts';

/** The label of the host that frames of another origin come from. */
const OTHER_HOST = 'frame.localhost';

/** Pages that ask for a code in every shape, and show what they were sent. They know no account and keep nothing. */
export function formRoutes(policy: Policy): Hono {
  const app = new Hono();
  app.get('/', (context) => context.html(formIndexPage(policy)));
  app.get('/:shape', (context) => {
    const shape = shapeOf(context);
    if (!shape) return context.notFound();
    const place = { action: context.req.path, otherOrigin: otherOriginOf(context.req.url) };
    return context.html(formPage(policy, shape, place));
  });
  app.post('/:shape', async (context) => {
    const shape = shapeOf(context);
    if (!shape) return context.notFound();
    return context.html(receivedPage(policy, shape, joinRepeated(await readForm(context.req.raw))));
  });
  return app;
}

function shapeOf(context: Context) {
  return FORM_SHAPES.find(({ id }) => id === context.req.param('shape'));
}

function otherOriginOf(url: string): string {
  const other = new URL(url);
  other.hostname = other.hostname === OTHER_HOST ? 'localhost' : OTHER_HOST;
  return other.origin;
}

/** The fields by name; values of one name, as of six boxes, become one text. */
function joinRepeated(form: URLSearchParams): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const [name, value] of form) fields.set(name, (fields.get(name) ?? '') + value);
  return fields;
}
