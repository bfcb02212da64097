import type { VNode } from 'preact';
import { useEffect } from 'preact/hooks';
import type { AccountView, CodeAnswer } from '../../messaging/page-responses.ts';
import { spokenNameOf, subtitleOf, titleOf, visibleName } from '../../core/vault/records/account-name.ts';
import { groupedCode, isolatedCode } from '../../ui/code-text.ts';
import { codesLevel } from '../../core/recovery/codes-level.ts';
import { LEVEL_CLASS } from '../../ui/codes-left.ts';
import { openLargeCode } from '../../ui/large-code.ts';
import { Monogram } from '../../ui/brand/monogram.tsx';
import { text } from '../../ui/text.ts';
import { isAway } from '../away.ts';
import { copiedId, copyCode, fillCode, madeCodes, makeCounterCode } from '../actions.ts';
import { now } from '../clock.ts';
import { CountdownRing } from './countdown-ring.tsx';
import { HIDDEN_CODE, type ShownCode, shownCode } from './shown-code.ts';
import { endsLook, heldId, holdByKey, holding } from './held-row.ts';
import { PinButton, togglePin } from './pin-button.tsx';
import { codesToGive } from '../recovery/recovery-here.ts';
import { codeOf, requestCode, wants } from '../state.ts';
import { isHeldBack } from '../page/suspects.ts';

interface RowProps {
  readonly view: AccountView;
  readonly top: number;
  readonly isCurrent: boolean;
  readonly index: number;
  /** The same function each time: a row whose properties are as before is not drawn again. */
  readonly onReach: (index: number) => void;
}

/** 56 pixels: click or Enter copies; the second button fills, where the page has a field for it. */
export function AccountRow({ view, top, isCurrent, index, onReach }: RowProps): VNode {
  const { id, account, onThisSite } = view;
  const answer = codeOf(id).value;
  const isCounter = answer?.kind === 'counter';
  const canFill = isFillable(view);
  return (
    <li
      class={`row ${isCounter ? 'on-site counter' : onThisSite ? 'on-site' : ''}`}
      style={{ top: `${top}px` }}
    >
      <button
        type="button"
        class="row-main"
        data-account={id}
        tabIndex={isCurrent ? 0 : -1}
        aria-label={text('copyCodeOf', spokenNameOf(account))}
        aria-describedby={`code-${id} note-${id}`}
        aria-keyshortcuts="P"
        onClick={(event) => {
          if (!endsLook(event)) void copyCode(view);
        }}
        onFocus={() => onReach(index)}
        onKeyDown={(event) => {
          holdByKey(id, event);
          const work = rowWork(event, view, canFill);
          if (work === undefined) return;
          event.preventDefault();
          void work();
        }}
        {...holding(id)}
      >
        <Monogram account={account} />
        <bdi class="row-title">{visibleName(titleOf(account))}</bdi>
        <bdi class="row-subtitle">{visibleName(subtitleOf(account))}</bdi>
        <RowCode view={view} answer={answer} />
      </button>
      <RowButtons view={view} isCounter={isCounter} isCurrent={isCurrent} />
    </li>
  );
}

function isFillable(view: AccountView): boolean {
  if (isRecoveryAsked()) return view.onThisSite && codesToGive(view) > 0;
  return wants.value === 'app-code' || wants.value === 'enrolment';
}

/** A counter-based account makes its code first, and then it is copied; a recovery code is there as it is. */
function RowButtons(props: Pick<RowProps, 'view' | 'isCurrent'> & { readonly isCounter: boolean }): VNode {
  const { view, isCurrent, isCounter } = props;
  const fills = isFillable(view) && (isRecoveryAsked() || !isCounter);
  return (
    <>
      {fills ? <FillButton view={view} isCurrent={isCurrent} /> : null}
      {isCounter && !fills ? <NextButton id={view.id} /> : null}
      {view.onThisSite || isCounter ? null : <PinButton view={view} isCurrent={isCurrent} />}
    </>
  );
}

function FillButton({ view, isCurrent }: Pick<RowProps, 'view' | 'isCurrent'>): VNode {
  const { account, onThisSite } = view;
  return (
    <button
      type="button"
      class={onThisSite ? 'row-fill' : 'row-fill quiet'}
      tabIndex={onThisSite || isCurrent ? 0 : -1}
      aria-label={text(isRecoveryAsked() ? 'fillRecoveryFor' : 'fillFor', spokenNameOf(account))}
      onClick={() => void fillWanted(view)}
    >
      {text('fill')}
    </button>
  );
}

function isRecoveryAsked(): boolean {
  return wants.value === 'recovery-code';
}

/** What the page asks for. */
function fillWanted(view: AccountView): Promise<void> {
  return fillCode(view, { gives: isRecoveryAsked() ? 'recovery-code' : 'app-code' });
}

function NextButton({ id }: Pick<AccountView, 'id'>): VNode {
  return (
    <button type="button" class="row-fill" onClick={() => void makeCounterCode(id)}>
      {text('newCode')}
    </button>
  );
}

/** Ctrl+Enter fills, Shift+Enter shows the code in a window of its own, P pins; Enter is the button's own. */
function rowWork(
  { key, ctrlKey, altKey, metaKey, shiftKey }: KeyboardEvent,
  view: AccountView,
  canFill: boolean,
): (() => Promise<void>) | undefined {
  if (key === 'Enter' && ctrlKey && canFill) return () => fillWanted(view);
  if (key === 'Enter' && shiftKey) return () => openLargeCode(view.id);
  if (key.toLowerCase() === 'p' && !ctrlKey && !altKey && !metaKey) return () => togglePin(view);
  return undefined;
}

interface RowCodeProps {
  readonly view: AccountView;
  readonly answer: CodeAnswer | undefined;
}

function RowCode({ view, answer }: RowCodeProps): VNode {
  if (isAway.value || isHeldBack(view)) {
    return (
      <span class="row-code" role="img" aria-label={text('codeHidden')}>
        {HIDDEN_CODE}
      </span>
    );
  }
  if (answer?.kind === 'counter') {
    return (
      <>
        <span id={`code-${view.id}`} aria-hidden="true" class="row-code">
          {groupedCode(madeCodes.value.get(view.id) ?? '')}
        </span>
        <RowNote view={view} code={undefined} isUnreadable={false} />
      </>
    );
  }
  if (answer?.kind === 'unreadable') {
    return (
      <>
        <span class="row-code" />
        <RowNote view={view} code={undefined} isUnreadable />
      </>
    );
  }
  return <TimeCode view={view} answer={answer} />;
}

function TimeCode({ view, answer }: RowCodeProps & { readonly answer: TimeAnswer | undefined }): VNode {
  const { parameters } = view.account;
  const period = parameters.type === 'hotp' ? 0 : parameters.period;
  const code = answer && shownCode(answer, period, now.value);
  const needsCode = code === undefined || code.isStale;
  useEffect(() => {
    if (needsCode) void requestCode(view.id);
  }, [needsCode, view.id, code?.secondsLeft]);
  return (
    <>
      <span
        id={`code-${view.id}`}
        aria-hidden="true"
        class={code?.isEnding === true ? 'row-code is-ending' : 'row-code'}
      >
        {code?.text}
      </span>
      {code && <CountdownRing code={code} />}
      <RowNote view={view} code={code} isUnreadable={false} />
    </>
  );
}

type TimeAnswer = CodeAnswer & { readonly kind: 'time' };

export function RowNote(props: {
  readonly view: AccountView;
  readonly code: ShownCode | undefined;
  readonly isUnreadable: boolean;
}): VNode {
  const { account, id } = props.view;
  if (copiedId.value === id)
    return (
      <span id={`note-${id}`} aria-hidden="true" class="row-note is-good">
        {text('copied')}
      </span>
    );
  if (props.isUnreadable)
    return (
      <span id={`note-${id}`} aria-hidden="true" class="row-note is-bad">
        {text('damagedShort')}
      </span>
    );
  const { code } = props;
  if (code !== undefined && code.next !== '' && (code.isEnding || heldId.value === id)) {
    return (
      <span id={`note-${id}`} aria-hidden="true" class="row-note is-next">
        {text('nextCode', isolatedCode(code.next))}
      </span>
    );
  }
  const { recoveryCodes } = props.view;
  if (recoveryCodes !== undefined) return <CodesNote view={props.view} {...recoveryCodes} />;
  const isNew = account.firstUsedAt === null && account.parameters.type !== 'hotp';
  return (
    <span id={`note-${id}`} aria-hidden="true" class="row-note">
      {isNew ? text('notUsedYet') : ''}
    </span>
  );
}

interface CodesNoteProps {
  readonly view: AccountView;
  readonly left: number;
  readonly total: number;
}

/** The row has no room to say of what they are left: its title and what describes the row do. */
function CodesNote({ view, left, total }: CodesNoteProps): VNode {
  const says = text('codesOf', visibleName(spokenNameOf(view.account)), left, total);
  return (
    <span
      id={`note-${view.id}`}
      aria-hidden="true"
      class={LEVEL_CLASS[codesLevel(view)]}
      title={says}
      aria-label={says}
    >
      {text('codesLeft', left, total)}
    </span>
  );
}
