// The page out of sight that reads the QR codes of pictures for the worker; see platform/page-accounts.ts.
import { picturesOf } from '../platform/page-accounts.ts';
import { onRuntimeMessage } from '../platform/runtime-messages.ts';
import { spotAccountTexts } from '../platform/pictures/spot-account-texts.ts';

onRuntimeMessage((message, { tab }) => {
  // Content scripts can speak to every page of the extension.
  const pictures = tab === undefined ? picturesOf(message) : undefined;
  return pictures && spotAccountTexts(pictures);
});
