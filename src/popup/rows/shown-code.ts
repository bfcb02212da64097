import type { CodeAnswer } from '../../messaging/page-responses.ts';
import { groupedCode } from '../../ui/code-text.ts';

/** What a row shows of a time-based code at one moment. */
export interface ShownCode {
  readonly text: string;
  readonly next: string;
  readonly secondsLeft: number;
  /** 1 at the beginning of the period, 0 at its end. */
  readonly fraction: number;
  /** In the last seconds the next code is shown too. */
  readonly isEnding: boolean;
  /** True where a newer code must be asked for: the known next one is already in use. */
  readonly isStale: boolean;
}

const ENDING_SECONDS = 6;

/** At the boundary the known next code takes over at once; nothing is shown that is older than that. */
export function shownCode(
  answer: CodeAnswer & { readonly kind: 'time' },
  periodSeconds: number,
  now: number,
): ShownCode | undefined {
  const hasTurned = now >= answer.expiresAt;
  const expiresAt = hasTurned ? answer.expiresAt + periodSeconds * 1000 : answer.expiresAt;
  if (now >= expiresAt) return undefined;
  const secondsLeft = Math.ceil((expiresAt - now) / 1000);
  return {
    text: groupedCode(hasTurned ? answer.nextCode : answer.code),
    next: hasTurned ? '' : groupedCode(answer.nextCode),
    secondsLeft,
    fraction: secondsLeft / periodSeconds,
    isEnding: secondsLeft <= ENDING_SECONDS,
    isStale: hasTurned,
  };
}

/** As wide as a code, so that nothing moves. */
export const HIDDEN_CODE = '•••\u2009•••';
