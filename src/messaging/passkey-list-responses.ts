/** A passkey as lists show it. */
export interface PasskeyView {
  readonly id: string;
  readonly deletedAt: number | null;
  /** The site's domain; it is used there and on what is below it. */
  readonly rpId: string;
  readonly rpName: string;
  readonly userName: string;
  readonly displayName: string;
  readonly createdAt: number;
  readonly lastUsedAt: number | null;
  /** When its site said that it does not know it; it is not offered since. */
  readonly hiddenAt: number | null;
  /** A backup or the file that it came from has it too. */
  readonly isBackedUp: boolean;
}

export interface PasskeyListResponses {
  'passkeys/list': readonly PasskeyView[];
  'passkeys/rename': null;
  'passkeys/offer-again': null;
  'passkeys/trash': null;
  'passkeys/restore': null;
  'passkeys/erase': null;
  'passkeys/sign-in': null;
}
