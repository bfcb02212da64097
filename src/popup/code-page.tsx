// One code, large, in a window of its own that stays while another program is signed in to. Its address names the account;
// the code is asked for as the popup asks.
import { signal } from '@preact/signals';
import { render, type VNode } from 'preact';
import { useEffect } from 'preact/hooks';
import type { AccountView, CodeAnswer } from '../messaging/page-responses.ts';
import { canStayOnTop } from '../platform/windows.ts';
import { subtitleOf, titleOf, visibleName } from '../core/vault/records/account-name.ts';
import { groupedCode, isolatedCode } from '../ui/code-text.ts';
import { onPageEvent } from '../ui/ask.ts';
import { loadBrands } from '../ui/brand/brands.ts';
import { followAppearance } from '../ui/brand/follow-appearance.ts';
import { Monogram } from '../ui/brand/monogram.tsx';
import { applyLanguage, text } from '../ui/text.ts';
import { copiedId, copyCode, madeCodes, makeCounterCode } from './actions.ts';
import { now, runClock } from './clock.ts';
import { type ShownCode, shownCode } from './rows/shown-code.ts';
import {
  accounts,
  announcement,
  codeOf,
  loadAll,
  loadClock,
  requestCode,
  status,
  refreshStatus,
} from './state.ts';
import { isOnTop, stayOnTop } from './stay-on-top.ts';

const id = location.hash.slice(1);
const isLoaded = signal(false);

function CodePage(): VNode | null {
  if (!isLoaded.value) return null;
  const view = accounts.value.find((known) => known.id === id);
  if (view === undefined) return <p role="status">{text('accountMissing')}</p>;
  const { account } = view;
  return (
    <main class="code-page">
      <h1>
        <Monogram account={account} />
        <bdi>
          {visibleName([titleOf(account), subtitleOf(account)].filter((part) => part !== '').join(' · '))}
        </bdi>
      </h1>
      <Code view={view} />
      <div class="actions">
        <button type="button" class="button primary" onClick={() => void copyCode(view)}>
          {text(copiedId.value === id ? 'copied' : 'copyCode')}
        </button>
        {account.parameters.type === 'hotp' ? (
          <button type="button" class="button" onClick={() => void makeCounterCode(id)}>
            {text('newCode')}
          </button>
        ) : null}
        {canStayOnTop() && !isOnTop.value ? (
          <button type="button" class="button" onClick={() => void stayOnTop(root)}>
            {text('keepOnTop')}
          </button>
        ) : null}
      </div>
      <div role="status" class={announcement.value?.isError === true ? 'error' : 'visually-hidden'}>
        {announcement.value?.text ?? ''}
      </div>
    </main>
  );
}

function Code({ view }: { readonly view: AccountView }): VNode {
  const answer = codeOf(view.id).value;
  useEffect(() => {
    if (answer === undefined) void requestCode(view.id);
  }, [answer, view.id]);
  switch (answer?.kind) {
    case 'unreadable':
      return <p class="error">{text('damagedShort')}</p>;
    case 'counter':
      return <p class="large-code">{groupedCode(madeCodes.value.get(view.id) ?? '') || '–'}</p>;
    default:
      return <TimeCode view={view} answer={answer} />;
  }
}

function TimeCode(props: {
  readonly view: AccountView;
  readonly answer: (CodeAnswer & { readonly kind: 'time' }) | undefined;
}): VNode {
  const { parameters } = props.view.account;
  const period = parameters.type === 'hotp' ? 0 : parameters.period;
  const code = props.answer && shownCode(props.answer, period, now.value);
  useEffect(() => {
    if (code === undefined || code.isStale) void requestCode(props.view.id);
  }, [code?.isStale, props.view.id, code?.secondsLeft]);
  return code === undefined ? (
    <p class="large-code">{NO_CODE_YET}</p>
  ) : (
    <Counting code={code} period={period} />
  );
}

/** As high as a code, so that nothing moves. */
const NO_CODE_YET = '\u00a0';

function Counting({ code, period }: { readonly code: ShownCode; readonly period: number }): VNode {
  const { isEnding, next, secondsLeft } = code;
  return (
    <>
      <p class={isEnding ? 'large-code is-ending' : 'large-code'}>{code.text}</p>
      <progress max={period} value={secondsLeft} aria-label={text('secondsLeft', secondsLeft)} />
      <p class="beside">{isEnding && next !== '' ? text('nextCode', isolatedCode(next)) : ''}</p>
    </>
  );
}

const root = document.querySelector<HTMLElement>('#app');

async function load(): Promise<void> {
  await refreshStatus();
  if (status.value?.state === 'unlocked') await Promise.all([loadAll(), loadClock()]);
}

async function start(): Promise<void> {
  await load();
  isLoaded.value = true;
  runClock();
  await loadBrands();
}

applyLanguage(document.documentElement);
followAppearance(document.documentElement);
onPageEvent((event) => {
  // A window that is left open says nothing once the vault is locked.
  if (event === 'locked') window.close();
  else void load();
});
if (root !== null) render(<CodePage />, root);
void start();
