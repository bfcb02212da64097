// `node scripts/icons.ts`: the PNG icons from public/icons/icon.svg. The PNGs are committed; run it after a change.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { findBrowser } from './find-browser.ts';

const SIZES = [16, 32, 48, 128];
const folder = path.resolve(import.meta.dirname, '../public/icons');
const svg = readFileSync(path.join(folder, 'icon.svg'), 'utf8');

const browser = await chromium.launch({
  executablePath: findBrowser(),
  args: ['--no-sandbox', '--disable-gpu'],
});
const page = await browser.newPage();
for (const size of SIZES) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(
    `<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`,
  );
  writeFileSync(path.join(folder, `icon-${size}.png`), await page.screenshot({ omitBackground: true }));
}
await browser.close();
