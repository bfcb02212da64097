// `npm run check`: what a developer runs before every commit, without a browser.
import { closeWith, staticSteps, UNIT_PROJECTS, vitestStep } from './steps.ts';

closeWith([...staticSteps.map((step) => step()), vitestStep('unit', UNIT_PROJECTS)]);
