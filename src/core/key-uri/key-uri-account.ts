import type { Bytes } from '../bytes/bytes.ts';
import type { OtpParameters } from '../otp/otp-parameters.ts';

/** What a key URI says. Both names may be empty; neither has control characters or white space around it. */
export interface KeyUriAccount {
  readonly issuer: string;
  readonly accountName: string;
  readonly secret: Bytes;
  readonly parameters: OtpParameters;
  /** What other applications added, decoded, in their order: kept so that an export loses nothing. */
  readonly unknownParameters: readonly UnknownParameter[];
}

export type UnknownParameter = readonly [name: string, value: string];

/** In UTF-16 units. A QR code holds 7089 digits at most, and far fewer letters. */
export const MAX_KEY_URI_LENGTH = 8192;
/** In UTF-16 units, for the issuer and for the account name. */
export const MAX_NAME_LENGTH = 256;
