// Accounts in the pictures of a page that the user allowed, found by a worker that has no document to unpack pictures in.
import { withDeadline } from './deadline.ts';
import { hasOffscreen, inOffscreen, type OffscreenPage } from './offscreen.ts';
import { picturesInTab } from './pictures/page-pictures.ts';
import { sendRuntimeMessage } from './runtime-messages.ts';
import { spotAccountTexts } from './pictures/spot-account-texts.ts';

const PAGE: OffscreenPage = {
  url: 'src/offscreen/pictures.html',
  reason: 'WORKERS',
  justification: 'Reads the QR codes of a page on which a new account is set up.',
};

/** Six quick looks, and loading the engine. */
const DEADLINE_MS = 15_000;

/** The texts of the accounts whose codes are in the pictures of the tab; none where they could not be read. */
export async function accountTextsInTab(tabId: number): Promise<readonly string[]> {
  const pictures = await picturesInTab(tabId);
  if (pictures.length === 0) return [];
  if (!hasOffscreen) return spotAccountTexts(pictures);
  try {
    return await withDeadline(
      inOffscreen(PAGE, async () => textsOf(await sendRuntimeMessage({ spotAccountsIn: pictures }))),
      DEADLINE_MS,
      () => new Error('the pictures were not read in time'),
    );
  } catch {
    return [];
  }
}

/** What the page out of sight is told: the pictures, or undefined where the message is for somebody else. */
export function picturesOf(message: unknown): readonly string[] | undefined {
  const asked = (message as { readonly spotAccountsIn?: unknown } | null)?.spotAccountsIn;
  return Array.isArray(asked) ? textsOf(asked) : undefined;
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((text): text is string => typeof text === 'string') : [];
}
