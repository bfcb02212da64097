import { html } from 'hono/html';

/** Markup whose every inserted text was escaped by the template that made it. */
export type Html = ReturnType<typeof html>;

export { html };

/** Markup as a text, which is escaped where it is put in again: a document within an attribute. */
export function textOf(markup: Html): string {
  if (markup instanceof Promise) throw new TypeError('markup that is still being made');
  return markup.toString();
}
