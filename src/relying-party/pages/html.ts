import { html } from 'hono/html';

/** Markup whose every inserted text was escaped by the template that made it. */
export type Html = ReturnType<typeof html>;

export { html };
