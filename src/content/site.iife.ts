// Registered for the sites that the user allowed, and for no others: says what the page shows, as it changes, and puts
// the offer beside the field that wants a code.
import { decodeContentCommand, decodeInvitation, isRefused } from '../messaging/content-protocol.ts';
import { listenForCommands, reportOf } from './frame-autofill.ts';
import { observeFields } from './observe-fields.ts';
import { canOffer, Offer } from './offer.ts';
import { followOtpauthLinks } from './otpauth-links.ts';
import { hasForeignAncestor } from './own-origin.ts';
import { runtime } from './runtime.ts';

listenForCommands();
followOtpauthLinks();

const offer = canOffer() ? new Offer('codes') : undefined;

// The first report is made in any case: the background shows how many accounts there are for this site.
let reported: string | undefined;

runtime.onMessage.addListener((message) => {
  const command = decodeContentCommand(message)?.do;
  if (command === 'show-offer') offer?.ready();
  if (command === 'close-offer') offer?.end();
  return undefined;
});

observeFields((described) => {
  const page = hasForeignAncestor() ? '' : reportOf(described);
  if (page === reported) return offer?.check(described);
  reported = page;
  runtime.sendMessage({ verb: 'autofill/report', page }).then(
    (reply) => {
      // Refused for there were too many: the next change is reported whether or not it says anything new.
      if (isRefused(reply)) reported = undefined;
      offer?.show(decodeInvitation(reply), described);
    },
    () => undefined,
  );
});
