// A page that shows the code of a new account: found while the popup shows its codes, and offered with one button.
import { picturesInTab } from '../../platform/pictures/page-pictures.ts';
import { spotAccountTexts } from '../../platform/pictures/spot-account-texts.ts';
import { captureTabAsUrl } from '../../platform/pictures/tab-capture.ts';
import { previewAdditions, saveAdditions } from '../../ui/scan/additions.ts';
import { readTexts } from '../../ui/scan/scan-outcome.ts';
import { failureText } from '../../ui/failure-text.ts';
import { fillCode } from '../actions.ts';
import { offer, type PageOffer } from './page-offer-state.ts';
import { announcement, loadAll, pageOrigin, tabId } from '../state.ts';

/** Looks once, quickly and without a word: whoever wants more presses the button for scanning. */
export async function lookForOffer(): Promise<void> {
  const [tab, origin] = [tabId.value, pageOrigin.value];
  if (tab === null || origin === null) return;
  const texts = await textsOn(tab);
  if (texts.length === 0) return;
  const previews = await previewAdditions(readTexts(texts).accounts, { origin, isChosen: true });
  if (!previews.ok) return;
  const additions = previews.value.filter(({ preview }) => preview.kind !== 'same');
  if (additions.length > 0) offer.value = { additions, texts };
}

/** Saves the one account, and fills its first code where the page asks for it. */
export async function acceptOffer({ additions }: PageOffer, isFilled: boolean): Promise<void> {
  const saved = await saveAdditions(additions);
  if (!saved.ok) {
    announcement.value = { text: failureText(saved.error), isError: true };
    return;
  }
  offer.value = undefined;
  await loadAll();
  const [id] = saved.value.ids;
  if (isFilled && id !== undefined) await fillCode({ id });
}

/** First what is in view; where there is nothing, the pictures of the page, which may be below. */
async function textsOn(tab: number): Promise<readonly string[]> {
  const captured = await captureTabAsUrl();
  const inView = captured === undefined ? [] : await spotAccountTexts([captured]);
  return inView.length > 0 ? inView : spotAccountTexts(await picturesInTab(tab));
}
