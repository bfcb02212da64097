import type { VNode } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { displayHost } from '../../core/sites/origin.ts';
import { Icon } from '../../ui/brand/icons.tsx';
import { openManagePage } from '../../ui/own-pages.ts';
import { countText, type TextKey, text } from '../../ui/text.ts';
import { AccountRow } from './account-row.tsx';
import { ClipboardBar } from '../clipboard-bar.tsx';
import { pageOrigin, show, total, wants } from '../state.ts';
import { PageBar, RecoveryInstead } from '../page/page-bar.tsx';
import { PageSheetBar } from '../page/page-sheet-bar.tsx';
import { StorageBar } from '../storage-bar.tsx';
import { found, query } from '../page/found.ts';
import { rowReached } from '../key-actions.ts';
import { focusSearch } from '../keys.ts';
import { layOut, type ListLayout, ROW_HEIGHT, topOfRow, visibleItems } from './virtual-rows.ts';
import { lockVault } from '../actions.ts';
import { Status, WaitingFill } from '../fill-status.tsx';
import { PageOfferBar } from '../page/page-offer-bar.tsx';
import { LaterBar } from '../later-view.tsx';
import { questions } from '../recovery/recovery-questions.ts';
import { sitePasskeys } from '../page/site-passkeys.ts';
import { ClockBar } from '../clock-bar.tsx';

export function ListView(): VNode {
  const rows = found.value;
  return (
    <>
      <TopBar />
      {rows.length === 0 ? <NoRows /> : <Rows layout={layOut(rows)} />}
      <footer class="bars">
        <PageOfferBar />
        <PageSheetBar />
        <WaitingFill />
        {questions.value.length === 0 ? null : <LaterBar of="question" />}
        <PageBar />
        {sitePasskeys.value.length === 0 ? null : <LaterBar of="passkeys" />}
        <RecoveryInstead />
        <ClipboardBar />
        <ClockBar />
        <StorageBar />
        <Status />
      </footer>
    </>
  );
}

function TopBar(): VNode {
  const placeholder = total.value === 1 ? text('searchOne') : text('search', total.value);
  return (
    <header class="bar">
      <h1 class="visually-hidden">{text('extensionName')}</h1>
      <input
        class="search"
        type="search"
        id="search"
        placeholder={total.value === 0 ? text('searchNone') : placeholder}
        aria-label={text('searchNone')}
        value={query.value}
        onInput={(event) => {
          query.value = event.currentTarget.value;
        }}
      />
      <IconButton name="scan" label={text('scanPage')} onClick={() => show('scan')} />
      <IconButton name="add" label={text('addAccount')} onClick={() => show('manual')} />
      <IconButton name="lock" label={text('lock')} onClick={() => void lockVault()} />
      <IconButton name="menu" label={text('openManage')} onClick={() => void openManagePage('')} />
    </header>
  );
}

function IconButton(props: {
  readonly name: Parameters<typeof Icon>[0]['name'];
  readonly label: string;
  readonly onClick: () => void;
}): VNode {
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={props.label}
      title={props.label}
      onClick={props.onClick}
    >
      <Icon name={props.name} />
    </button>
  );
}

function NoRows(): VNode {
  if (query.value.trim() !== '') {
    return (
      <main class="pane stack">
        <h2>{text('noMatchTitle')}</h2>
        <p>{countText(total.value, ['noMatchText', 'noMatchTextOne'], total.value, query.value)}</p>
      </main>
    );
  }
  return (
    <main class="pane stack">
      <h2>{text('emptyTitle')}</h2>
      <p>{text('emptyText')}</p>
      <button type="button" class="button primary" onClick={() => show('scan')}>
        {text('scanPage')}
      </button>
      <button type="button" class="button" onClick={() => show('manual')}>
        {text('addAccount')}
      </button>
      <button type="button" class="button" onClick={() => void openManagePage('#/import')}>
        {text('firstAccountImport')}
      </button>
    </main>
  );
}

function Rows({ layout }: { readonly layout: ListLayout }): VNode {
  const scroller = useRef<HTMLElement>(null);
  const [scrollTop, setScrollTop] = useState(0);
  const [current, setCurrent] = useState(0);
  const overscan = useOverscan(query.value);
  const shown = useMemo(() => visibleItems(layout, scrollTop, overscan), [layout, scrollTop, overscan]);
  // A shorter list must not leave the focus on a row that is gone.
  useEffect(
    () => setCurrent((row) => Math.min(row, Math.max(0, layout.rows.length - 1))),
    [layout.rows.length],
  );

  function moveTo(target: number): void {
    setCurrent(target);
    scrollIntoView(scroller.current, layout, target);
    requestAnimationFrame(() => focusRow(layout, target));
  }

  return (
    <main
      class="list"
      data-looked={wants.value}
      ref={scroller}
      onScroll={(event) => setScrollTop(event.currentTarget.scrollTop)}
      onKeyDown={(event) => {
        const reached = rowReached(event.key, current, layout.rows.length);
        if (reached === undefined) return;
        event.preventDefault();
        if (reached === 'search') focusSearch();
        else moveTo(reached);
      }}
    >
      <ul style={{ height: `${layout.height}px` }}>
        {shown.map((item) =>
          item.kind === 'heading' ? (
            <Heading key={item.of} of={item.of} top={item.top} />
          ) : (
            <AccountRow
              key={item.view.id}
              view={item.view}
              top={item.top}
              isCurrent={item.index === current}
              index={item.index}
              onReach={setCurrent}
            />
          ),
        )}
      </ul>
    </main>
  );
}

/** So many rows above and below what is visible that scrolling shows no gap. */
const OVERSCAN = 6;

/** The letters of a word follow each other sooner, in quick hands. */
const PAUSE_MS = 200;
/** A machine that is never idle has them a moment later all the same. */
const LONGEST_IDLE_MS = 500;

/**
 * Rows that are out of sight wait until nothing else is to be done, and after a letter for a pause: those that are seen are
 * there sooner without them, and the next letter need not take them away. A list that changes for another reason keeps them,
 * and the focus that may be in one.
 */
function useOverscan(typed: string): number {
  const [settled, setSettled] = useState<string>();
  useEffect(() => {
    const settle = () => setSettled(typed);
    if (typed === '') {
      const asked = requestIdleCallback(settle, { timeout: LONGEST_IDLE_MS });
      return () => cancelIdleCallback(asked);
    }
    const pause = setTimeout(settle, PAUSE_MS);
    return () => clearTimeout(pause);
  }, [typed]);
  return settled === typed ? OVERSCAN : 0;
}

function Heading({ of, top }: { readonly of: 'site' | 'others'; readonly top: number }): VNode {
  const wanted = wants.value === undefined ? undefined : WANTS[wants.value];
  return (
    <li class="list-heading" style={{ top: `${top}px` }}>
      <span>
        {of === 'site' ? text('onSite', displayHost(pageOrigin.value ?? '')) : text('otherAccounts')}
      </span>
      {of === 'site' && wanted ? <span class="wants">{text(wanted)}</span> : null}
    </li>
  );
}

const WANTS: { readonly [Wanted in NonNullable<typeof wants.value>]: TextKey | undefined } = {
  'app-code': 'asksForCode',
  'recovery-code': 'asksForRecoveryCode',
  'delivered-code': 'asksForDeliveredCode',
  enrolment: 'asksForConfirmation',
  passkey: 'asksForPasskey',
  nothing: undefined,
  unreadable: undefined,
};

function scrollIntoView(scroller: HTMLElement | null, layout: ListLayout, index: number): void {
  if (scroller === null) return;
  const top = topOfRow(layout, index);
  const { scrollTop, clientHeight } = scroller;
  if (top < scrollTop) scroller.scrollTop = top;
  else if (top + ROW_HEIGHT > scrollTop + clientHeight) scroller.scrollTop = top + ROW_HEIGHT - clientHeight;
}

function focusRow(layout: ListLayout, index: number): void {
  const id = layout.rows[index]?.id;
  document.querySelector<HTMLElement>(`[data-account="${id}"]`)?.focus({ preventScroll: true });
}
