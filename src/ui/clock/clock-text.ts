import { interfaceLanguage } from '../../platform/i18n.ts';
import type { ClockCheck, ClockView } from '../../messaging/page-responses.ts';
import { displayHost } from '../../core/sites/origin.ts';
import { type TextKey, text } from '../text.ts';

const DOUBTS: { readonly [Doubt in NonNullable<ClockView['doubt']>]: TextKey } = {
  'before-release': 'clockBeforeRelease',
  'far-ahead': 'clockFarAhead',
  'behind-records': 'clockBehindRecords',
};

/** Why this computer's clock cannot be right; undefined where nothing speaks against it. */
export function doubtText({ doubt, now }: ClockView): string | undefined {
  if (doubt === null) return undefined;
  const language = interfaceLanguage();
  const shown = new Date(now).toLocaleString(language, { dateStyle: 'long', timeStyle: 'short' });
  return text(DOUBTS[doubt], shown);
}

/** What codes follow now. */
export function correctionText({ offsetSeconds }: ClockView): string {
  if (offsetSeconds === 0) return text('clockUncorrected');
  return text(offsetSeconds > 0 ? 'clockCorrectedLater' : 'clockCorrectedEarlier', spanText(offsetSeconds));
}

const FAILURES: { readonly [Outcome in Exclude<ClockCheck['outcome'], 'same' | 'differs'>]: TextKey } = {
  'no-page': 'clockNoPage',
  'no-date': 'clockNoDate',
  'kept-answer': 'clockKeptAnswer',
  redirected: 'clockRedirected',
  timeout: 'clockTimeout',
  unreachable: 'clockUnreachable',
};

export function checkText(check: ClockCheck): string {
  if (check.outcome !== 'same' && check.outcome !== 'differs') return text(FAILURES[check.outcome]);
  const { differenceSeconds, uncertaintySeconds } = check;
  const host = displayHost(check.origin);
  if (check.outcome === 'same') return text('clockSame', host, uncertaintySeconds);
  const words = differenceSeconds > 0 ? 'clockIsBehind' : 'clockIsAhead';
  return text(words, host, spanText(differenceSeconds), uncertaintySeconds);
}

const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** The two largest units of a span, whichever way it goes: "2 min 5 sec". */
function spanText(seconds: number): string {
  const language = interfaceLanguage();
  let left = Math.abs(seconds);
  const parts: string[] = [];
  for (const [unit, size] of UNITS) {
    const count = Math.floor(left / size);
    left -= count * size;
    if (count === 0 && (parts.length > 0 || unit !== 'second')) continue;
    const format = new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' });
    if (parts.length < 2) parts.push(format.format(count));
  }
  return parts.join(' ');
}
