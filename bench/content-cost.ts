// What the script of an allowed site costs the page's main thread: on a large page, and on one that never stops changing.
import type { Page } from '@playwright/test';
import { type ContentBrowser, startContentBrowser } from '../test/unit/content/isolated-page.ts';
import { type Row, rowOf } from './table.ts';

const RUNS = 21;
/** Of a page that changes: two seconds, as the page itself counts them. */
const ROUNDS = 120;

const LARGE = `<main>${Array.from({ length: 200 }, (_, row) => `<div><span>Row ${row}</span><label>Item ${row} <input name="item${row}"></label></div>`).join('')}
  ${Array.from({ length: 4600 }, (_, row) => `<p>Some text ${row} <b>and more</b></p>`).join('')}</main>`;
/** The same size, with the fields at the end and each of another kind. */
const WORDS = ['Street', 'City', 'Height', 'Colour', 'Reason', 'Weight', 'Owner', 'Shelf', 'Model', 'Grade'];
const MIXED = `<main>${Array.from({ length: 4600 }, (_, row) => `<p>Some text ${row} <b>and more</b></p>`).join('')}
  ${WORDS.flatMap((one) => WORDS.flatMap((other) => [`${one} ${other}`, `${other} of the ${one}`]))
    .map(
      (name, at) =>
        `<div><label for="f${at}">${name}</label><input id="f${at}" class="field" name="${name}"></div>`,
    )
    .join('')}</main>`;
const FORM = '<main><p>Enter the code from your authenticator app</p><input name="otp"></main>';

/** Notes how long each idle turn of the content script takes; its work runs in the microtasks after the callback. */
const TIME_LOOKS = `{
  const idle = globalThis.requestIdleCallback.bind(globalThis);
  globalThis.looks = [];
  globalThis.requestIdleCallback = (work, options) => idle((deadline) => {
    const { port1, port2 } = new MessageChannel();
    const start = performance.now();
    port1.onmessage = () => globalThis.looks.push(performance.now() - start);
    work(deadline);
    port2.postMessage(null);
  }, options);
}`;

export async function measureContentCost(): Promise<readonly Row[]> {
  const browser = await startContentBrowser();
  try {
    return [
      await measureLarge(browser, LARGE, 'first look at 10 000 nodes, 200 inputs of a table'),
      await measureLarge(browser, MIXED, 'first look at 10 000 nodes, 200 inputs that differ'),
      await measureLongestTurn(browser),
      await measureBusy(browser),
    ];
  } finally {
    await browser.close();
  }
}

/** The first look at a document that no code of ours has run in: nothing is compiled and no element touched before. */
async function measureLarge(browser: ContentBrowser, html: string, what: string): Promise<Row> {
  const ours: number[] = [];
  const walk: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const { page, ask } = await browser.open(html);
    await page.evaluate('document.body.offsetHeight');
    ours.push(Number(await ask('contentWorld.lookMs()')));
    walk.push(await walkMs(page));
  }
  return rowOf(what, 'one walk over its nodes', ours, walk);
}

/** A look is cut into turns while the page is idle; the page waits for one of them at most. */
async function measureLongestTurn(browser: ContentBrowser): Promise<Row> {
  const ours: number[] = [];
  const walk: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const { page, ask } = await browser.open(MIXED);
    await page.evaluate('document.body.offsetHeight');
    await ask(TIME_LOOKS);
    await ask('contentWorld.watch()');
    while (Number(await ask('contentWorld.reports')) === 0) await page.evaluate('0');
    // The last turn's own message comes behind its report.
    await page.evaluate('new Promise((resolve) => setTimeout(resolve))');
    ours.push(Math.max(...((await ask('globalThis.looks')) as number[])));
    walk.push(await walkMs(page));
  }
  return rowOf('the longest turn of that look', 'one walk over its nodes', ours, walk);
}

async function measureBusy(browser: ContentBrowser): Promise<Row> {
  const { page, ask } = await browser.open(FORM);
  await ask(TIME_LOOKS);
  await ask('contentWorld.watch()');
  const additions = await page.evaluate(
    (rounds) =>
      new Promise<number[]>((resolve) => {
        const taken: number[] = [];
        const timer = setInterval(() => {
          const start = performance.now();
          for (let at = 0; at < 50; at += 1)
            document
              .querySelector('main')
              ?.append(Object.assign(document.createElement('p'), { textContent: `line ${at}` }));
          taken.push(performance.now() - start);
          if (taken.length < rounds) return;
          clearInterval(timer);
          resolve(taken);
        }, 16);
      }),
    ROUNDS,
  );
  const looks = (await ask('globalThis.looks')) as number[];
  return rowOf(
    'an idle turn of ours while 50 nodes come every 16 ms',
    "the page's own adding of them",
    looks,
    additions,
  );
}

function walkMs(page: Page): Promise<number> {
  return page.evaluate(() => {
    const start = performance.now();
    let letters = 0;
    const walker = document.createTreeWalker(document.body);
    while (walker.nextNode())
      if (walker.currentNode instanceof Text) letters += walker.currentNode.data.trim().length;
    return letters > 0 ? performance.now() - start : Number.NaN;
  });
}
