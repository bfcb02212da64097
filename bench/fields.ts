// Describing the fields of a page, in the page, and judging the description, in the background; beside one walk over its nodes.
import { detect } from '../src/core/detection/detect.ts';
import type { PageDescription } from '../src/core/detection/field-description.ts';
import { startContentBrowser } from '../test/unit/content/isolated-page.ts';
import { type Row, rowOf } from './table.ts';

const RUNS = 15;

const DESCRIBE = `(() => { const start = performance.now(); globalThis.described = contentWorld.describe(); return performance.now() - start; })()`;

export async function measureFields(sizes: readonly number[]): Promise<readonly Row[]> {
  const browser = await startContentBrowser();
  try {
    const rows: Row[] = [];
    for (const size of sizes) {
      const html = pageOf(size);
      const describe: number[] = [];
      const judge: number[] = [];
      const walk: number[] = [];
      for (let run = 0; run < RUNS; run += 1) {
        const { page, ask } = await browser.open(html);
        await page.evaluate('document.body.offsetHeight');
        describe.push(Number(await ask(DESCRIBE)));
        const description = (await ask('globalThis.described')) as PageDescription;
        const judged = performance.now();
        detect(description);
        judge.push(performance.now() - judged);
        walk.push(
          await page.evaluate(() => {
            const start = performance.now();
            let letters = 0;
            const walker = document.createTreeWalker(document.body);
            while (walker.nextNode())
              if (walker.currentNode instanceof Text) letters += walker.currentNode.data.trim().length;
            return letters > 0 ? performance.now() - start : Number.NaN;
          }),
        );
      }
      rows.push(
        {
          ...rowOf(`describing a page of ${size} inputs`, 'one walk over its nodes', describe, walk),
          growth: { of: 'describing', size },
        },
        {
          ...rowOf(`judging ${size} inputs`, 'one walk over the nodes', judge, walk),
          growth: { of: 'judging', size },
        },
      );
    }
    return rows;
  } finally {
    await browser.close();
  }
}

function pageOf(inputs: number): string {
  const fields = Array.from(
    { length: inputs },
    (_, at) =>
      `<div><label for="f${at}">Item ${at}</label><input id="f${at}" name="item${at}" placeholder="Value ${at}"></div>`,
  );
  return `<main><h1>Two-step verification</h1><form><p>Enter the code from your authenticator app</p><input name="otp" autocomplete="one-time-code">${fields.join('')}</form></main>`;
}
