import { systemClock } from '../../platform/system.ts';
import { text } from '../../ui/text.ts';
import { whenText } from '../when-text.ts';

/** Until when a temporary code is good, or that it is not any more. */
export function temporaryText(expiresAt: number): string {
  const isGood = systemClock.now() < expiresAt;
  return text(isGood ? 'temporaryUntil' : 'temporaryEnded', whenText(expiresAt));
}
