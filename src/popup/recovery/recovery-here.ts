import { systemClock } from '../../platform/system.ts';
import type { AccountView } from '../../messaging/page-responses.ts';

/** How many recovery codes of the account may still be given, a temporary one included. */
export function codesToGive({
  recoveryCodes,
  temporaryUntil = 0,
}: Pick<AccountView, 'recoveryCodes' | 'temporaryUntil'>): number {
  return (recoveryCodes?.left ?? 0) + (systemClock.now() < temporaryUntil ? 1 : 0);
}
