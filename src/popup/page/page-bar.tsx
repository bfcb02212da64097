// One sentence about the page under the list, the most important one: what it seems to be, or what it asks for.
import type { VNode } from 'preact';
import { displayHost, permissionPattern } from '../../core/sites/origin.ts';
import type { FilledCode } from '../../messaging/fill-responses.ts';
import type { AccountView } from '../../messaging/page-responses.ts';
import { requestSite } from '../../platform/permissions.ts';
import { openTab } from '../../platform/tabs.ts';
import { spokenNameOf, visibleName } from '../../core/vault/records/account-name.ts';
import { codesLevel } from '../../core/recovery/codes-level.ts';
import { openManagePage } from '../../ui/own-pages.ts';
import { failureText } from '../../ui/failure-text.ts';
import { type TextKey, text } from '../../ui/text.ts';
import { codesToGive } from '../recovery/recovery-here.ts';
import { resemblanceText } from '../resemblance-text.ts';
import { sitePasskeys } from './site-passkeys.ts';
import { isShownAnyway, suspects } from './suspects.ts';
import { accounts, frameSite, isRefused, pageOrigin, show, unfilled, wants } from '../state.ts';

export function PageBar(): VNode | null {
  const bar = lookAlikeBar() ?? refusedBar() ?? frameBar() ?? unfilledBar() ?? recoveryBar() ?? newSheetBar();
  if (bar !== undefined) return bar;
  const sentence = sentenceAboutPage();
  return sentence === undefined ? null : <div class="status notice">{sentence}</div>;
}

function lookAlikeBar(): VNode | undefined {
  const [suspect] = suspects.value;
  if (suspect?.resembles === undefined) return undefined;
  const [page, site] = [displayHost(pageOrigin.value ?? ''), displayHost(suspect.resembles.origin)];
  // Who has asked for the codes is not invited to fill them: whose page it is not stays to be read.
  if (isShownAnyway.value)
    return <div class="status notice danger">{resemblanceText(page, suspect.resembles)}</div>;
  return (
    <Bar
      kind="danger"
      says={text('looksLikeSite', page, site)}
      button={text('showAnyway')}
      onClick={() => {
        isShownAnyway.value = true;
      }}
    />
  );
}

function refusedBar(): VNode | undefined {
  if (!isRefused.value) return undefined;
  const [says, button] = [text('refusedHere'), text('checkClock')];
  return <Bar kind="warning" says={says} button={button} onClick={() => show('clock')} />;
}

function frameBar(): VNode | undefined {
  const pattern = frameSite.value === null ? undefined : permissionPattern(frameSite.value);
  if (frameSite.value === null || pattern === undefined) return undefined;
  const says = text('frameOfSite', displayHost(frameSite.value));
  return <Bar says={says} button={text('allow')} onClick={() => void requestSite(pattern)} />;
}

/** Said by screen readers too: the popup opened in the place of what the user asked for. */
function unfilledBar(): VNode | undefined {
  const sentence = whyUnfilled();
  if (sentence === undefined) return undefined;
  return (
    <div class="status notice" role="alert">
      {sentence}
    </div>
  );
}

/** Nothing where the question is on the screen, or the seconds to wait are. */
function whyUnfilled(): string | undefined {
  const why = unfilled.value;
  const wanted = wants.value;
  if (why === null || accounts.value.length === 0) return undefined;
  if (why === 'choice' && wanted === 'unreadable') return failureText('page-unreachable');
  if (why === 'no-field') return whyNoField('app-code') ?? text('noFieldHere');
  if (why === 'choice') return whichAccount();
  return why === 'question' || why === 'wait' ? undefined : failureText(why);
}

function whichAccount(): string | undefined {
  if (wants.value === 'nothing') return text('noFieldHere');
  const fitting = accounts.value.filter(({ onThisSite }) => onThisSite);
  return wants.value === 'app-code' && fitting.length > 1 ? text('chooseAccount') : undefined;
}

/** None is left to fill: where they are kept it is seen what became of them. */
function recoveryBar(): VNode | undefined {
  if (wants.value !== 'recovery-code' || !accounts.value.some(hasSheetHere)) return undefined;
  if (accounts.value.some((view) => view.onThisSite && codesToGive(view) > 0)) return undefined;
  const [says, button] = [text('failureNoCodeLeft'), text('navRecovery')];
  return <Bar says={says} button={button} onClick={() => void openManagePage('#/recovery')} />;
}

/** While the page wants nothing: who is signing in has something else to do. */
function newSheetBar(): VNode | undefined {
  const origin = pageOrigin.value;
  const view = accounts.value.find((here) => here.onThisSite && codesLevel(here) === 'out');
  if (wants.value !== 'nothing' || origin === null || view?.recoveryCodes === undefined) return undefined;
  const { left, total } = view.recoveryCodes;
  const says = text('codesOf', visibleName(spokenNameOf(view.account)), left, total);
  return <Bar kind="warning" says={says} button={text('newSheet')} onClick={() => void openTab(origin)} />;
}

function Bar(props: {
  readonly kind?: 'warning' | 'danger';
  readonly says: string;
  readonly button: string;
  readonly onClick: () => void;
}): VNode {
  const { kind = '' } = props;
  return (
    <div class={`status notice ${kind} waiting`} role={kind === 'danger' ? 'alert' : undefined}>
      <span>{props.says}</span>
      <button type="button" class="button small" onClick={props.onClick}>
        {props.button}
      </button>
    </div>
  );
}

function hasSheetHere({ onThisSite, recoveryCodes }: AccountView): boolean {
  return onThisSite && recoveryCodes !== undefined;
}

const SENTENCES: { readonly [Wanted in NonNullable<typeof wants.value>]?: TextKey } = {
  'delivered-code': 'pageWantsDelivered',
  passkey: 'pageWantsPasskey',
};

/** For a page without an account: the list has no heading then that could say it. */
const SENTENCES_ALONE: typeof SENTENCES = {
  'app-code': 'pageWantsCode',
  'recovery-code': 'pageWantsRecovery',
};

function sentenceAboutPage(): string | undefined {
  const wanted = wants.value;
  if (wanted === undefined) return undefined;
  // With a passkey that is kept here, the page is given what it asks for.
  if (wanted === 'passkey' && sitePasskeys.value.length > 0) return undefined;
  // Who has no account yet can choose none.
  if (wanted === 'app-code' && accounts.value.length === 0) return undefined;
  const isAlone = !accounts.value.some(({ onThisSite }) => onThisSite);
  const key = SENTENCES[wanted] ?? (isAlone ? SENTENCES_ALONE[wanted] : undefined);
  return key && text(key, displayHost(pageOrigin.value ?? ''));
}

/** For who was asked for a code of the app and would rather give another; no louder than that. */
export function RecoveryInstead(): VNode | null {
  const isAsked = wants.value === 'app-code';
  if (!isAsked || !accounts.value.some((view) => view.onThisSite && codesToGive(view) > 0)) return null;
  return (
    <button type="button" class="button small instead" onClick={() => show('recovery')}>
      {text('recoveryInstead')}
    </button>
  );
}

/** Why nothing can be filled although the user asked for it; undefined where the page says no more than "no field". */
export function whyNoField(gives: FilledCode): string | undefined {
  if (gives === 'recovery-code') return text('recoveryNoRoom');
  const key =
    wants.value &&
    (SENTENCES[wants.value] ?? (wants.value === 'recovery-code' ? 'pageWantsRecovery' : undefined));
  return key && text(key);
}
