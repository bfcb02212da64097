// The toolbar popup: codes, countdown, fill, scan.
import { render, type VNode } from 'preact';
import { activeTab } from '../platform/tabs.ts';
import { onPageEvent } from '../ui/ask.ts';
import { failureText } from '../ui/failure-text.ts';
import { applyLanguage } from '../ui/text.ts';
import { lockVault } from './actions.ts';
import { runClock } from './clock.ts';
import { ListView } from './list-view.tsx';
import { FailureView, FirstRunView, LockedView, TroubleView } from './locked-views.tsx';
import { ManualView } from './manual-view.tsx';
import { ScanView } from './scan-view.tsx';
import {
  failure,
  loadAll,
  lookAtPage,
  openPopup,
  refreshStatus,
  status,
  total,
  accounts,
  view,
} from './state.ts';
import { continueFill } from './continue-fill.ts';

const root = document.querySelector<HTMLElement>('#app');

async function start(): Promise<void> {
  const page = await activeTab();
  await openPopup(page);
  if (root === null) return;
  root.replaceChildren();
  render(<Popup />, root);
  await afterFirstPaint();
}

/** What the first paint does not wait for. */
async function afterFirstPaint(): Promise<void> {
  if (status.value?.state !== 'unlocked') return;
  runClock();
  if (total.value > accounts.value.length) await loadAll();
  await lookAtPage();
}

async function unlocked(): Promise<void> {
  if (await continueFill()) return;
  await openPopup(await activeTab());
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
      return <LockedView status={current} onUnlocked={() => void unlocked()} />;
    case 'unlocked':
      return <UnlockedView />;
    default:
      return <TroubleView state={current.state} />;
  }
}

function UnlockedView(): VNode {
  if (view.value === 'scan') return <ScanView />;
  return view.value === 'manual' ? <ManualView /> : <ListView />;
}

applyLanguage(document.documentElement);
onPageEvent((event) => {
  if (event === 'locked') void refreshStatus();
  if (event === 'changed') void loadAll();
});
document.addEventListener('keydown', (event) => {
  if (event.key === '/' && !isTyping(event.target)) {
    event.preventDefault();
    document.querySelector<HTMLElement>('#search')?.focus();
  } else if (event.key.toLowerCase() === 'l' && event.ctrlKey) {
    event.preventDefault();
    void lockVault();
  } else if (
    event.key === 'ArrowDown' &&
    event.target instanceof HTMLElement &&
    event.target.id === 'search'
  ) {
    event.preventDefault();
    document.querySelector<HTMLElement>('.row-main')?.focus();
  } else if (event.key === 'Escape' && view.value !== 'list') {
    event.preventDefault();
    view.value = 'list';
  }
});
void start();

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}
