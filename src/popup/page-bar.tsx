// One sentence about the page under the list, the most important one: what it seems to be, or what it asks for.
import type { VNode } from 'preact';
import { displayHost, permissionPattern } from '../core/sites/origin.ts';
import { requestSite } from '../platform/permissions.ts';
import { type TextKey, text } from '../ui/text.ts';
import { isShownAnyway, suspects } from './suspects.ts';
import { accounts, frameSite, isRefused, pageOrigin, show, wants } from './state.ts';

export function PageBar(): VNode | null {
  const [suspect] = suspects.value;
  if (suspect?.resembles !== undefined && !isShownAnyway.value) {
    return (
      <div class="status notice danger waiting" role="alert">
        <span>
          {text('looksLikeSite', displayHost(pageOrigin.value ?? ''), displayHost(suspect.resembles.origin))}
        </span>
        <button
          type="button"
          class="button small"
          onClick={() => {
            isShownAnyway.value = true;
          }}
        >
          {text('showAnyway')}
        </button>
      </div>
    );
  }
  if (isRefused.value) {
    return (
      <div class="status notice warning waiting">
        <span>{text('refusedHere')}</span>
        <button type="button" class="button small" onClick={() => show('clock')}>
          {text('checkClock')}
        </button>
      </div>
    );
  }
  const pattern = frameSite.value === null ? undefined : permissionPattern(frameSite.value);
  if (frameSite.value !== null && pattern !== undefined) {
    return (
      <div class="status notice waiting">
        <span>{text('frameOfSite', displayHost(frameSite.value))}</span>
        <button type="button" class="button small" onClick={() => void requestSite(pattern)}>
          {text('allow')}
        </button>
      </div>
    );
  }
  const sentence = sentenceAboutPage();
  return sentence === undefined ? null : <div class="status notice">{sentence}</div>;
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
  const isAlone = !accounts.value.some(({ onThisSite }) => onThisSite);
  const key = SENTENCES[wanted] ?? (isAlone ? SENTENCES_ALONE[wanted] : undefined);
  return key && text(key, displayHost(pageOrigin.value ?? ''));
}

/** Why nothing can be filled although the user asked for it; undefined where the page says no more than "no field". */
export function whyNoField(): string | undefined {
  const key =
    wants.value &&
    (SENTENCES[wants.value] ?? (wants.value === 'recovery-code' ? 'pageWantsRecovery' : undefined));
  return key && text(key);
}
