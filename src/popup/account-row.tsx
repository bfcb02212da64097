import type { VNode } from 'preact';
import { useEffect } from 'preact/hooks';
import type { AccountView, CodeAnswer } from '../messaging/page-responses.ts';
import { groupedCode, spokenNameOf, subtitleOf, titleOf, visibleName } from '../ui/account-name.ts';
import { codesLevel, LEVEL_CLASS } from '../ui/codes-left.ts';
import { Monogram } from '../ui/monogram.tsx';
import { text } from '../ui/text.ts';
import { isAway } from './away.ts';
import { copiedId, copyCode, fillCode, madeCodes, makeCounterCode } from './actions.ts';
import { now } from './clock.ts';
import { CountdownRing } from './countdown-ring.tsx';
import { HIDDEN_CODE, type ShownCode, shownCode } from './shown-code.ts';
import { codeOf, requestCode, wants } from './state.ts';
import { isHeldBack } from './suspects.ts';

interface RowProps {
  readonly view: AccountView;
  readonly top: number;
  readonly isCurrent: boolean;
  readonly onFocus: () => void;
}

/** 56 pixels: click or Enter copies; the second button fills, where the page has a field for it. */
export function AccountRow({ view, top, isCurrent, onFocus }: RowProps): VNode {
  const { id, account, onThisSite } = view;
  const answer = codeOf(id).value;
  const isCounter = answer?.kind === 'counter';
  const canFill = wants.value === 'app-code' || wants.value === 'enrolment';
  const name = spokenNameOf(account);
  return (
    <li class={`row ${onThisSite || isCounter ? 'on-site' : ''}`} style={{ top: `${top}px` }}>
      <button
        type="button"
        class="row-main"
        data-account={id}
        tabIndex={isCurrent ? 0 : -1}
        aria-label={text('copyCodeOf', name)}
        onClick={() => void copyCode(view)}
        onFocus={onFocus}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && event.ctrlKey) {
            event.preventDefault();
            void fillCode(view);
          }
        }}
      >
        <Monogram account={account} />
        <bdi class="row-title">{visibleName(titleOf(account))}</bdi>
        <bdi class="row-subtitle">{visibleName(subtitleOf(account))}</bdi>
        <RowCode view={view} answer={answer} />
      </button>
      {canFill && !isCounter ? (
        <button
          type="button"
          class={onThisSite ? 'row-fill' : 'row-fill quiet'}
          tabIndex={onThisSite || isCurrent ? 0 : -1}
          aria-label={text('fillFor', name)}
          onClick={() => void fillCode(view)}
        >
          {text('fill')}
        </button>
      ) : null}
      {isCounter ? (
        <button type="button" class="row-fill" onClick={() => void makeCounterCode(id)}>
          {text('newCode')}
        </button>
      ) : null}
    </li>
  );
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
        <span class="row-code">{groupedCode(madeCodes.value.get(view.id) ?? '')}</span>
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
    if (needsCode) requestCode(view.id);
  }, [needsCode, view.id, code?.secondsLeft]);
  return (
    <>
      <span class={code?.isEnding === true ? 'row-code is-ending' : 'row-code'}>{code?.text}</span>
      {code && <CountdownRing code={code} />}
      <RowNote view={view} code={code} isUnreadable={false} />
    </>
  );
}

type TimeAnswer = CodeAnswer & { readonly kind: 'time' };

function RowNote(props: {
  readonly view: AccountView;
  readonly code: ShownCode | undefined;
  readonly isUnreadable: boolean;
}): VNode {
  const { account, id } = props.view;
  if (copiedId.value === id) return <span class="row-note is-good">{text('copied')}</span>;
  if (props.isUnreadable) return <span class="row-note is-bad">{text('damagedShort')}</span>;
  if (props.code?.isEnding === true && props.code.next !== '') {
    return <span class="row-note">{text('nextCode', props.code.next)}</span>;
  }
  const { recoveryCodes } = props.view;
  if (recoveryCodes !== undefined) {
    const said = text('codesLeft', recoveryCodes.left, recoveryCodes.total);
    return <span class={LEVEL_CLASS[codesLevel(props.view)]}>{said}</span>;
  }
  return <span class="row-note">{account.firstUsedAt === null ? text('notUsedYet') : ''}</span>;
}
