// `npm start`: the relying party and a browser with the extension. Without a display: the same as a tour, in Xvfb.
import { openDisplay } from './display.ts';
import { findOrInstallBrowser } from './find-browser.ts';
import { commandStep } from './steps.ts';

findOrInstallBrowser();
const built = commandStep('build', process.execPath, [
  '--disable-warning=ExperimentalWarning',
  'scripts/build.ts',
]);
if (built.failed > 0) process.exit(1);

const display = await openDisplay();
process.env['DISPLAY'] = display.name;
// Loaded now, because the browser reads DISPLAY when it is started.
if (display.isReal) {
  const { showBrowser } = await import('./tour/show-browser.ts');
  await showBrowser();
} else {
  const { runTour } = await import('./tour/run-tour.ts');
  try {
    await runTour();
  } finally {
    display.close();
  }
}
