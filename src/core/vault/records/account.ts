import type { OtpParameters } from '../../otp/otp-parameters.ts';
import type { Site } from '../../sites/site.ts';

/** What an account is, without its secret: the content of an account record, and what lists show of it. */
export interface Account {
  readonly issuer: string;
  readonly accountName: string;
  readonly parameters: OtpParameters;
  readonly sites: readonly Site[];
  readonly tags: readonly string[];
  readonly pinned: boolean;
  readonly createdAt: number;
  /** When its first code was shown to a site or copied; null marks an enrolment that was perhaps never finished. */
  readonly firstUsedAt: number | null;
  /** Null: no sheet is kept with this account. */
  readonly recoveryCodesLeft: number | null;
  /** Parameters of the key URI that this program does not model; kept so that an export loses nothing. */
  readonly unknownParameters: readonly (readonly [string, string])[];
  /** The name of a packaged icon that the user chose, empty for letters; missing where site and name tell it. */
  readonly icon?: string | undefined;
}
