import type { Page } from '@playwright/test';
import { encode } from 'uqr';

const MODULE_PX = 4;

/** Replaces what the page shows by one QR code for each text, side by side. */
export async function pageWithQr(page: Page, texts: readonly string[]): Promise<void> {
  const pictures = texts.map((text) => {
    const { data, size } = encode(text, { ecc: 'M', border: 4 });
    const path = data
      .flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
      .join('');
    const px = size * MODULE_PX;
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${px}" height="${px}" viewBox="0 0 ${size} ${size}"
      shape-rendering="crispEdges"><rect width="100%" height="100%" fill="#fff"/><path d="${path}"/></svg>`;
  });
  await page.evaluate(
    (html) => {
      document.body.innerHTML = html;
    },
    `<h1>Scan these</h1>${pictures.join(' ')}`,
  );
  // What a busy machine has not drawn yet is not in a picture of the tab; this one waits until it is.
  await page.screenshot();
}
