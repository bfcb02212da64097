// `npm test`: everything, the fast things first. `npm test -- PATTERN` runs the matching browser tests alone.
import { openDisplays } from './display.ts';
import {
  canInstall,
  findOrInstallBrowser,
  hasTool,
  installDebianPackages,
  installFirefoxIfMissing,
} from './find-browser.ts';
import {
  closeWith,
  commandStep,
  playwrightStep,
  staticSteps,
  type StepResult,
  UNIT_PROJECTS,
  vitestStep,
} from './steps.ts';

/**
 * One more than the smallest machine has cores: with two, a quarter of both cores is idle. Journeys wait a fifth longer for
 * the processor, as on a busy machine of a user's; two races that only such a one shows were found by it.
 */
const BROWSERS_AT_ONCE = 3;

const patterns = process.argv.slice(2);

findOrInstallBrowser();
installFirefoxIfMissing();
// The codes are compared with those of an independent program.
if (!hasTool('oathtool') && canInstall()) installDebianPackages(['oathtool']);

const results: StepResult[] = [];
if (patterns.length === 0) {
  for (const step of staticSteps) results.push(step());
  results.push(vitestStep('unit and integration', [...UNIT_PROJECTS, 'in-browser', 'expensive']));
}
const build = commandStep('build', process.execPath, [
  '--disable-warning=ExperimentalWarning',
  'scripts/build.ts',
]);
results.push(build);
// Without packages every browser test would wait for one until its deadline.
if (build.failed > 0) {
  closeWith(results);
  process.exit();
}
if (patterns.length === 0) results.push(vitestStep('built packages', ['build']));
const displays = await openDisplays(BROWSERS_AT_ONCE);
try {
  const names = displays.map(({ name }) => name);
  results.push(playwrightStep('browser', names, patterns));
} finally {
  for (const display of displays) display.close();
}
closeWith(results);
