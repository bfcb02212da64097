// Registered for the sites that the user allowed, and for no others: says what the page shows, as it changes.
import { hasForeignAncestor, listenForCommands, reportOf } from './frame-autofill.ts';
import { observeFields } from './observe-fields.ts';
import { runtime } from './runtime.ts';

listenForCommands();

// The first report is made in any case: the background shows how many accounts there are for this site.
let reported: string | undefined;

observeFields((described) => {
  const page = hasForeignAncestor() ? '' : reportOf(described);
  if (page === reported) return;
  reported = page;
  runtime.sendMessage({ verb: 'autofill/report', page }).catch(() => undefined);
});
