// Put into the top frame of a tab when the popup is opened on a site of an account: the click on the icon gave activeTab.
// It reads text when told, and nothing leaves it but by that answer to our own background.
import { readPageText } from './page-text.ts';
import { runtime } from './runtime.ts';

const world = globalThis as { tallystickReads?: boolean };
if (world.tallystickReads !== true) {
  world.tallystickReads = true;
  runtime.onMessage.addListener((message) => {
    const isAsked = (message as { readonly read?: unknown } | null)?.read === 'text';
    return isAsked ? Promise.resolve(readPageText(document)) : undefined;
  });
}
