import { fileURLToPath } from 'node:url';
import type { Frame, Page } from '@playwright/test';
import type { PageDescription } from '../../src/core/detection/field-description.ts';
import type { PageVerdict } from '../../src/core/detection/detect.ts';
import { bundleScript, launchBrowser } from './browser.ts';
import { type SavedPage, serveSavedPages } from './saved-pages.ts';

/** One frame of a page; `prefix` leads to it (`iframe ||| `, empty for the page itself). */
export interface InspectedFrame {
  readonly prefix: string;
  readonly description: PageDescription;
  readonly verdict: PageVerdict;
  /** Selector of each field, same index as `description.fields`. */
  readonly selectors: readonly string[];
  /** The fields that each of `wanted` names in this frame. */
  readonly resolved: readonly (readonly string[])[];
}

/** Pages opened side by side. */
const LANES = 4;
const LOAD_MS = 5000;

interface Injected {
  readonly inspect: () => Omit<InspectedFrame, 'prefix' | 'resolved'>;
  readonly resolve: (selector: string) => string[];
  readonly selectorOf: (element: Element) => string;
}
declare const tallystickDetect: Injected;

/**
 * Opens every page and hands over what the shipped detection says of it, in the order given. `wanted` adds selectors to
 * look up in a page (evaluation data names its fields so).
 */
export async function inspectPages(
  pages: readonly SavedPage[],
  report: (page: SavedPage, frames: readonly InspectedFrame[]) => void,
  wanted: (page: SavedPage) => readonly string[] = () => [],
): Promise<void> {
  const code = await bundleScript(fileURLToPath(new URL('./inspect.iife.ts', import.meta.url)));
  const { urls, server } = await serveSavedPages(pages);
  const browser = await launchBrowser();
  const results: (readonly InspectedFrame[])[] = [];
  let next = 0;
  let reported = 0;
  const lane = async () => {
    const tab = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    for (let at = next++; at < pages.length; at = next++) {
      const page = pages[at];
      if (!page) return;
      await open(tab, urls[at] ?? '');
      results[at] = await inspectFrames(tab, code, wanted(page));
      for (let done = results[reported]; done; done = results[reported]) {
        report(pages[reported] ?? page, done);
        reported += 1;
      }
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(LANES, pages.length) }, lane));
  } finally {
    await browser.close();
    server.close();
  }
}

async function open(tab: Page, url: string): Promise<void> {
  // A page that never finishes loading is judged as far as it came.
  await tab.goto(url, { waitUntil: 'load', timeout: LOAD_MS }).catch(() => undefined);
}

async function inspectFrames(tab: Page, code: string, wanted: readonly string[]): Promise<InspectedFrame[]> {
  const found: InspectedFrame[] = [];
  for (const frame of tab.frames()) {
    // A frame that was blocked, or left while being looked at, has nothing to say.
    const inspected = await inspectFrame(frame, code, wanted).catch(() => null);
    if (inspected) found.push(inspected);
  }
  return found;
}

async function inspectFrame(frame: Frame, code: string, wanted: readonly string[]): Promise<InspectedFrame> {
  await frame.evaluate(code);
  const prefix = await prefixOf(frame);
  const inspected = await frame.evaluate(() => tallystickDetect.inspect());
  const local = wanted.map((selector) => {
    const steps = selector.split(' ||| ');
    return steps.length === prefix.split(' ||| ').length ? (steps.at(-1) ?? '') : '';
  });
  const resolved = await frame.evaluate(
    (selectors) => selectors.map((selector) => (selector ? tallystickDetect.resolve(selector) : [])),
    local,
  );
  return { ...inspected, prefix, resolved };
}

async function prefixOf(frame: Frame): Promise<string> {
  const parent = frame.parentFrame();
  if (!parent) return '';
  const element = await frame.frameElement();
  const own = await element.evaluate((node) => tallystickDetect.selectorOf(node as Element));
  return `${await prefixOf(parent)}${own} ||| `;
}
