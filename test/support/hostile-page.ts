// Pages that a test makes up, served from a site that the user allowed.
import { expect, type Frame, type Page } from '@playwright/test';

export const CODE_FIELD = `<form id="form" action="/done"><p>Enter the 6-digit code from your authenticator app</p>
  <input name="otp" id="code" autocomplete="one-time-code" inputmode="numeric" maxlength="6"></form>`;

/** Goes to a page of the origin that holds this. */
export async function serve(page: Page, origin: string, body: string): Promise<void> {
  const content = `<!doctype html><html><meta charset="utf-8"><title>Two-factor authentication</title>
    <body style="margin:40px">${body}</body></html>`;
  await page.unroute(`${origin}/hostile/**`);
  await page.route(`${origin}/hostile/**`, (route) =>
    route.fulfill({ contentType: 'text/html', body: content }),
  );
  await page.goto(`${origin}/hostile/page`);
}

export function offerIn(page: Page): Frame | undefined {
  return page.frames().find((frame) => /\/src\/offer\/index\.html(#passkeys)?$/.test(frame.url()));
}

/** The offer, once it shows a button and has been visible for longer than it asks for. */
export async function untilSeen(page: Page): Promise<Frame> {
  await expect
    .poll(() => offerIn(page)?.locator('#rows button').count(), { message: 'an offer' })
    .toBeGreaterThan(0);
  const frame = offerIn(page);
  if (frame === undefined) throw new Error('the offer has gone again');
  await expect.poll(() => isVisible(frame), { message: 'a visible offer' }).toBe(true);
  // Half a second is what it asks for: by its own clock, which a test cannot turn.
  await frame.evaluate(() => new Promise((resolve) => setTimeout(resolve, 700)));
  return frame;
}

/** What the browser says of the frame at this moment. */
export function isVisible(frame: Frame): Promise<boolean> {
  return frame.evaluate(
    () =>
      new Promise<boolean>((resolve) => {
        const options = { threshold: [0.99], trackVisibility: true, delay: 100 };
        new IntersectionObserver((entries, observer) => {
          observer.disconnect();
          resolve(entries.some((entry) => (entry as unknown as { isVisible: boolean }).isVisible));
        }, options).observe(document.documentElement);
      }),
  );
}

/** The offer is covered, or has been taken away. */
export async function untilUnseen(page: Page, frame: Frame): Promise<void> {
  await expect
    .poll(async () => offerIn(page) !== undefined && (await isVisible(frame).catch(() => false)))
    .toBe(false);
}

/** Presses a key that takes away the frame which has the focus: of such a key the browser may never say that it came. */
export async function pressAway(page: Page, key: string, untilGone: () => Promise<unknown>): Promise<void> {
  page.keyboard.press(key).catch(() => undefined);
  await untilGone();
}

/** Where the button of the first account is, in the page. */
export async function buttonOf(frame: Frame): Promise<{ readonly x: number; readonly y: number }> {
  const box = await (await frame.frameElement()).boundingBox();
  if (box === null) throw new Error('the offer has no place');
  return { x: box.x + box.width - 40, y: box.y + 22 };
}

/** The digits that the fields of the page hold. */
export function codesIn(page: Page): Promise<string> {
  return page.evaluate(() =>
    [...document.querySelectorAll('input')].map(({ value }) => value.replace(/\D/g, '')).join(''),
  );
}
