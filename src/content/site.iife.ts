// Registered for the sites that the user allowed, and for no others: says what the page asks for, as it changes.
import { detect, type PageVerdict } from '../core/detection/detect.ts';
import { listenForCommands } from './frame-autofill.ts';
import { observeFields } from './observe-fields.ts';
import { runtime } from './runtime.ts';

listenForCommands();

// The first report is made in any case: the background shows how many accounts there are for this site.
let reported: PageVerdict['page'] | undefined;

observeFields(({ description }) => {
  const { page } = detect(description);
  if (page === reported) return;
  reported = page;
  runtime.sendMessage({ verb: 'autofill/report', page }).catch(() => undefined);
});
