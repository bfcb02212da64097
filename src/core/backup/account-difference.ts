// In what two descriptions of an account differ, and what is left when one takes the place of the other.
import { equalBytes } from '../bytes/bytes.ts';
import type { OtpParameters } from '../otp/otp-parameters.ts';
import type { Account } from '../vault/records/account.ts';
import type { VaultRecord } from '../vault/records/record.ts';

export type AccountField =
  | 'issuer'
  | 'accountName'
  | 'parameters'
  | 'counter'
  | 'sites'
  | 'tags'
  | 'pinned'
  | 'recoveryCodesLeft'
  | 'unknownParameters'
  | 'icon';

/** `recoverySheets`: the backup has a sheet that the vault has not, or knows of a code that it is spent. */
export type AccountDifference = AccountField | 'secret' | 'recoverySheets';

/** One text a field, equal where the field says the same whatever the order of its members is. */
const TEXT_OF: { readonly [Field in AccountField]: (account: Account) => string } = {
  issuer: ({ issuer }) => issuer,
  accountName: ({ accountName }) => accountName,
  parameters: ({ parameters }) => codesOf(parameters),
  counter: ({ parameters }) => (parameters.type === 'hotp' ? String(parameters.counter) : ''),
  sites: ({ sites }) => JSON.stringify(sites.map(({ origin, match }) => [origin, match])),
  tags: ({ tags }) => JSON.stringify(tags),
  pinned: ({ pinned }) => String(pinned),
  recoveryCodesLeft: ({ recoveryCodesLeft }) => String(recoveryCodesLeft),
  unknownParameters: ({ unknownParameters }) => JSON.stringify(unknownParameters),
  icon: ({ icon }) => JSON.stringify(icon ?? null),
};
const FIELDS = Object.keys(TEXT_OF) as readonly AccountField[];

/** In what `a` and `b` differ, secret included. */
export function differencesBetween(a: VaultRecord, b: VaultRecord): readonly AccountDifference[] {
  const fields = fieldsThatDiffer(a.account, b.account);
  return equalBytes(a.secret, b.secret) ? fields : ['secret', ...fields];
}

export function fieldsThatDiffer(a: Account, b: Account): readonly AccountField[] {
  return FIELDS.filter((field) => TEXT_OF[field](a) !== TEXT_OF[field](b));
}

/** The same codes, but for the counter: one account, however it is called. */
export function makesSameCodes(a: VaultRecord, b: VaultRecord): boolean {
  return equalBytes(a.secret, b.secret) && codesOf(a.account.parameters) === codesOf(b.account.parameters);
}

/**
 * `current` after `restored` took its place. What only ever moves one way stays: the higher counter, the fewer recovery
 * codes, when it was created and first used. An account without a sheet gets none back: its codes may be spent.
 */
export function replacedBy(current: Account, restored: Account): Account {
  return {
    ...restored,
    parameters: withCounterFrom(restored.parameters, current.parameters),
    recoveryCodesLeft:
      current.recoveryCodesLeft === null
        ? null
        : fewerCodes(current.recoveryCodesLeft, restored.recoveryCodesLeft),
    createdAt: current.createdAt,
    firstUsedAt: current.firstUsedAt ?? restored.firstUsedAt,
  };
}

/** `restored` beside accounts of the vault with the same secret: it must not show codes that those have spent. */
export function addedBeside(restored: Account, others: readonly Account[]): Account {
  return others.reduce(
    (account, { parameters, recoveryCodesLeft }) => ({
      ...account,
      parameters: withCounterFrom(account.parameters, parameters),
      recoveryCodesLeft: fewerCodes(account.recoveryCodesLeft, recoveryCodesLeft),
    }),
    restored,
  );
}

/** What the codes follow from besides secret and counter. */
export function codesOf(parameters: OtpParameters): string {
  const period = parameters.type === 'hotp' ? '' : parameters.period;
  return [parameters.type, parameters.algorithm, parameters.digits, period].join('/');
}

function withCounterFrom(parameters: OtpParameters, other: OtpParameters): OtpParameters {
  if (parameters.type !== 'hotp' || other.type !== 'hotp') return parameters;
  return { ...parameters, counter: Math.max(parameters.counter, other.counter) };
}

function fewerCodes(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b);
}
