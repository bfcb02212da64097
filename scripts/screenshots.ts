// `npm run screenshots`: the pictures of the README, of docs/getting-started.md and of the stores, taken from the built extension, into docs/images.
import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { openDisplay } from './display.ts';
import { findOrInstallBrowser } from './find-browser.ts';
import { commandStep } from './steps.ts';
import { shrinkPng } from './tour/small-png.ts';

findOrInstallBrowser();
if (
  commandStep('build', process.execPath, ['--disable-warning=ExperimentalWarning', 'scripts/build.ts'])
    .failed > 0
) {
  process.exit(1);
}
const folder = path.resolve(import.meta.dirname, '../docs/images');
mkdirSync(folder, { recursive: true });
const display = await openDisplay();
process.env['DISPLAY'] = display.name;
try {
  const { takePictures } = await import('./tour/take-pictures.ts');
  const { takeJourneyPictures } = await import('./tour/take-journey-pictures.ts');
  await takePictures(folder);
  await takeJourneyPictures(folder);
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.png'))) {
    shrinkPng(path.join(folder, name));
  }
} finally {
  display.close();
}
