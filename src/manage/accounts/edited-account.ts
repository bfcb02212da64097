// What the form of an account holds, and what it becomes.
import type { OtpParameters } from '../../core/otp/otp-parameters.ts';
import type { Account } from '../../core/vault/records/account.ts';
import type { ParameterDraft } from '../../ui/parameter-fields.tsx';
import { sitesFromLines } from './sites-from-lines.ts';

export interface AccountDraft extends ParameterDraft {
  readonly issuer: string;
  readonly accountName: string;
  /** Origins, one a line. */
  readonly lines: string;
  /** The origins among them that stand for their whole site. */
  readonly wholeSites: readonly string[];
  /** With commas between. */
  readonly tags: string;
  readonly pinned: boolean;
  readonly icon: string | undefined;
}

export type Edited = Pick<
  Account,
  'issuer' | 'accountName' | 'sites' | 'tags' | 'pinned' | 'parameters' | 'icon'
>;

export type EditProblem = 'no-name' | 'too-long' | 'bad-parameters' | { readonly badSite: string };

export const MAX_LABEL = 256;
const MAX_TAGS = 50;

export function draftOf(account: Account): AccountDraft {
  const { issuer, accountName, sites, tags, pinned, icon, parameters } = account;
  return {
    issuer,
    accountName,
    lines: sites.map(({ origin }) => origin).join('\n'),
    wholeSites: sites.filter(({ match }) => match === 'site').map(({ origin }) => origin),
    tags: tags.join(', '),
    pinned,
    icon,
    type: parameters.type,
    algorithm: parameters.algorithm,
    digits: String(parameters.digits),
    period: parameters.type === 'hotp' ? '30' : String(parameters.period),
    counter: parameters.type === 'hotp' ? String(parameters.counter) : '0',
  };
}

export function editedFrom(draft: AccountDraft): Edited | EditProblem {
  const issuer = draft.issuer.trim();
  const accountName = draft.accountName.trim();
  if (issuer === '' && accountName === '') return 'no-name';
  const tags = tagsFrom(draft.tags);
  if ([issuer, accountName, ...tags].some((label) => label.length > MAX_LABEL) || tags.length > MAX_TAGS) {
    return 'too-long';
  }
  const found = sitesFromLines(draft.lines, draft.wholeSites);
  if (!found.ok) return { badSite: found.line };
  const parameters = parametersFrom(draft);
  if (parameters === undefined) return 'bad-parameters';
  const { pinned, icon } = draft;
  return { issuer, accountName, sites: found.sites, tags, pinned, icon, parameters };
}

/**
 * Undefined where the form left them as it found them. A counter that it did not touch may have moved since, in the popup,
 * and never goes back by itself.
 */
export function changedParameters(
  edited: OtpParameters,
  before: OtpParameters,
): { readonly parameters: OtpParameters; readonly keepsCounter: boolean } | undefined {
  const written = ({ type, ...rest }: OtpParameters) =>
    JSON.stringify([type, Object.entries(rest).toSorted(([a], [b]) => (a < b ? -1 : 1))]);
  if (written(edited) === written(before)) return undefined;
  const keepsCounter = edited.type === 'hotp' && before.type === 'hotp' && edited.counter === before.counter;
  return { parameters: edited, keepsCounter };
}

/** Each once, in the order in which they were typed. */
function tagsFrom(typed: string): readonly string[] {
  const tags = typed.split(',').map((tag) => tag.trim());
  return [...new Set(tags.filter((tag) => tag !== ''))];
}

function parametersFrom({
  type,
  algorithm,
  digits,
  period,
  counter,
}: ParameterDraft): OtpParameters | undefined {
  if (type === 'steam') return { type, algorithm: 'SHA1', digits: 5, period: 30 };
  const length = wholeNumber(digits, 6, 10);
  if (length === undefined) return undefined;
  if (type === 'totp') {
    const seconds = wholeNumber(period, 1, 3600);
    return seconds === undefined ? undefined : { type, algorithm, digits: length, period: seconds };
  }
  const next = wholeNumber(counter, 0, Number.MAX_SAFE_INTEGER);
  return next === undefined ? undefined : { type, algorithm, digits: length, counter: next };
}

function wholeNumber(typed: string, least: number, most: number): number | undefined {
  const number = /^\s*\d{1,16}\s*$/.test(typed) ? Number(typed) : Number.NaN;
  return number >= least && number <= most ? number : undefined;
}
