// What a row of the popup shows beside its code, ready to be put in.
import { codesLevel } from '../../core/recovery/codes-level.ts';
import {
  monogramOf,
  spokenNameOf,
  subtitleOf,
  tileColourOf,
  titleOf,
  visibleName,
} from '../../core/vault/records/account-name.ts';
import type { AccountView } from '../../messaging/page-responses.ts';
import type { RowLooks } from '../../messaging/prepared-screen.ts';

/** A text of the interface in the user's language. */
export type Words = (key: string, substitutions: readonly string[]) => string;

export function looksOf(view: AccountView, isUnreadable: boolean, words: Words): RowLooks {
  const { id, account, recoveryCodes } = view;
  const { parameters, pinned } = account;
  return {
    id,
    label: words('copyCodeOf', [spokenNameOf(account)]),
    monogram: monogramOf(account),
    tile: tileColourOf(account),
    title: visibleName(titleOf(account)),
    subtitle: visibleName(subtitleOf(account)),
    note: isUnreadable ? words('damagedShort', []) : noteOf({ account, recoveryCodes }, words),
    level: isUnreadable ? 'out' : codesLevel(view),
    pinned,
    period: parameters.type === 'hotp' ? 0 : parameters.period,
  };
}

function noteOf(
  { account, recoveryCodes }: Pick<AccountView, 'account' | 'recoveryCodes'>,
  words: Words,
): string {
  if (recoveryCodes !== undefined)
    return words('codesLeft', [String(recoveryCodes.left), String(recoveryCodes.total)]);
  const isNew = account.firstUsedAt === null && account.parameters.type !== 'hotp';
  return isNew ? words('notUsedYet', []) : '';
}

/** What stands in the field of the search while it is empty. */
export function searchHint(total: number, words: Words): string {
  if (total === 0) return words('searchNone', []);
  return total === 1 ? words('searchOne', []) : words('search', [String(total)]);
}
