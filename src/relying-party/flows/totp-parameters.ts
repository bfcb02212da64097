import type { TotpParameters } from '../../core/otp/otp-parameters.ts';

/** What every authenticator app can do; sites that ask for more lose users. */
export const TOTP_PARAMETERS: TotpParameters = { type: 'totp', algorithm: 'SHA1', digits: 6, period: 30 };

/** RFC 4226 section 4, R6: 160 bits are recommended. */
export const SECRET_BYTES = 20;
