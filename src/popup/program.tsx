// The program of the popup: codes, countdown, fill, scan.
import { firstAnswer } from './first-answer.ts';
import { render, type VNode } from 'preact';
import type { PopupView } from '../messaging/page-responses.ts';
import { onPageEvent } from '../ui/ask.ts';
import { failureText } from '../ui/failure-text.ts';
import { applyLanguage } from '../ui/text.ts';
import { loadBrands } from '../ui/brand/brands.ts';
import { followAppearance } from '../ui/brand/follow-appearance.ts';
import { followFocus } from './away.ts';
import { runClock } from './clock.ts';
import { followKeys } from './keys.ts';
import { ListView } from './rows/list-view.tsx';
import { FailureView, FirstRunView, LockedView, TroubleView } from './locked-views.tsx';
import { LaterView } from './later-view.tsx';
import {
  accounts,
  askOpened,
  dropShown,
  failure,
  loadAll,
  loadClock,
  lookAtPage,
  refreshStatus,
  status,
  takeAnswer,
  takeOpened,
  total,
  view,
  wants,
} from './state.ts';
import { continueFill, goOnWithCommand } from './continue-fill.ts';
import { loadQuestions } from './recovery/recovery-questions.ts';
import style from './popup.css?inline';
import { loadSitePasskeys } from './page/site-passkeys.ts';
import { followIncoming, takeScanItem } from './add/scan-start.ts';

const root = document.querySelector<HTMLElement>('#app');

async function start(): Promise<void> {
  await takeAnswer(firstAnswer());
  if (root === null) return;
  root.replaceChildren();
  render(<Popup />, root);
  await afterFirstPaint();
}

/** What the first paint does not wait for. */
async function afterFirstPaint(): Promise<void> {
  if (status.value?.state !== 'unlocked') return;
  runClock();
  if (await takeScanItem()) return;
  if (total.value > accounts.value.length) await loadAll();
  await lookAtPage();
  await goOnWithCommand();
  await Promise.all([loadSitePasskeys(), loadQuestions()]);
  await loadBrands();
  if (!isWorthLooking()) return;
  // Codes that a site gives out are of an account that is here; who is asked for one is shown none.
  if (wants.value !== 'recovery-code') await (await import('./page/page-sheet.ts')).lookForSheet();
  await (await import('./page/page-offer.ts')).lookForOffer();
}

/** Somebody who is asked for a code that is there is not setting up an account. */
function isWorthLooking(): boolean {
  if (view.value !== 'list') return false;
  return wants.value !== 'app-code' || !accounts.value.some(({ onThisSite }) => onThisSite);
}

async function unlocked(opened: PopupView | null): Promise<void> {
  if (opened === null) await takeAnswer(askOpened());
  else takeOpened({ ok: true, value: opened });
  // In most cases there is no fill to go on with, and nobody waits for the answer to see their codes.
  if (await continueFill()) return;
  await afterFirstPaint();
}

function Popup(): VNode {
  if (failure.value !== undefined) return <FailureView sentence={failureText(failure.value)} />;
  const current = status.value;
  if (current === undefined) return <div class="bar" />;
  switch (current.state) {
    case 'first-run':
      return <FirstRunView />;
    case 'locked':
      return <LockedView status={current} onUnlocked={(opened) => void unlocked(opened)} />;
    case 'unlocked':
      return <UnlockedView />;
    default:
      return <TroubleView state={current.state} />;
  }
}

function UnlockedView(): VNode {
  return view.value === 'list' ? <ListView /> : <LaterView key={view.value} of={view.value} />;
}

// Without a file of its own, which the first rows of the program would wait for.
const sheet = new CSSStyleSheet();
sheet.replaceSync(style);
document.adoptedStyleSheets.push(sheet);
applyLanguage(document.documentElement);
followAppearance(document.documentElement);
followFocus();
followIncoming(document);
onPageEvent((event) => {
  if (event === 'locked') {
    dropShown();
    void refreshStatus();
  }
  if (event === 'changed') {
    void loadAll();
    void loadSitePasskeys();
    void loadClock();
  }
});
followKeys(document);
void start();
