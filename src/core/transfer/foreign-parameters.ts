// Notes and recovery codes of other applications. An account has no field for them; they are kept beside the parameters
// that no key URI defines, so that nothing which a file held is lost on its way through the vault.
import type { UnknownParameter } from '../key-uri/key-uri-account.ts';

const NOTES = 'notes';
const RECOVERY_CODE = 'recovery_code';

export interface ForeignFields {
  readonly notes: string;
  readonly recoveryCodes: readonly string[];
  readonly unknownParameters: readonly UnknownParameter[];
}

export function foreignParametersOf(fields: ForeignFields): readonly UnknownParameter[] {
  return [
    ...fields.unknownParameters,
    ...(fields.notes === '' ? [] : [[NOTES, fields.notes] as const]),
    ...fields.recoveryCodes.map((code) => [RECOVERY_CODE, code] as const),
  ];
}

/** The same taken apart again. */
export function foreignFieldsOf(parameters: readonly UnknownParameter[]): ForeignFields {
  const valuesOf = (wanted: string) =>
    parameters.flatMap(([name, value]) => (name === wanted ? [value] : []));
  return {
    notes: valuesOf(NOTES).join('\n'),
    recoveryCodes: valuesOf(RECOVERY_CODE),
    unknownParameters: parameters.filter(([name]) => name !== NOTES && name !== RECOVERY_CODE),
  };
}
