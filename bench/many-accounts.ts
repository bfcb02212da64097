import { addAccounts, type PlainAccount } from '../test/support/accounts.ts';
import type { QuietBrowser } from './quiet-browser.ts';

export const MANAGE = 'src/manage/index.html';

/** Each with a name, a site and a secret of its own. */
export function plainAccounts(from: number, to: number): readonly PlainAccount[] {
  return Array.from({ length: to - from }, (_, index) => ({
    issuer: `Service ${from + index}`,
    accountName: `user${from + index}@example.com`,
    site: `https://service-${from + index}.example`,
  }));
}

/** From the manage page that is open. */
export async function addUpTo(browser: QuietBrowser, from: number, to: number): Promise<void> {
  await browser.prepare(async ({ context }) => {
    const manage = context.pages().find((page) => page.url().includes(MANAGE));
    if (manage === undefined) throw new Error('the manage page is not open');
    await addAccounts(manage, plainAccounts(from, to));
  });
}
