import { html, type Html } from './html.ts';
import { cardPage, type PageContext } from './layout.ts';

const TEXTS: Readonly<Record<number, readonly [title: string, text: string]>> = {
  400: ['This request is damaged', 'It could not be read. Nothing was changed.'],
  403: [
    'This page was open too long',
    'Its form belongs to another session. Go back, reload the page and try again. Nothing was changed.',
  ],
  404: ['There is no such page', 'The address may be mistyped, or what it showed was removed.'],
  413: ['This is too long', 'The form holds more than it may. Nothing was changed.'],
  415: ['This request is damaged', 'It is not what the form of this page sends. Nothing was changed.'],
  421: ['This address is not served here', 'Open the site by its name under localhost.'],
  500: ['Something went wrong here', 'The request could not be completed. Try again.'],
};

export function errorPage(page: PageContext, status: number): Html {
  const [title, text] = TEXTS[status] ?? ['This did not work', 'Nothing was changed.'];
  return cardPage(
    page,
    title,
    html`<p>${text}</p>
      <p><a class="button primary" href="/">Go to the start page</a></p>`,
  );
}
