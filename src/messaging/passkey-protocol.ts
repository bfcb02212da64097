// What the page script of the passkey provider asks for, and what it is answered. It runs in the page's own world, so all
// that comes from it is page input; binary values are base64url without padding.

export type Verification = 'required' | 'preferred' | 'discouraged';

export interface PrfAsk {
  readonly first: string;
  readonly second: string | null;
}

export interface CreateAsk {
  readonly type: 'create';
  /** Null where the page leaves it out: then it is the page's host. */
  readonly rpId: string | null;
  readonly rpName: string;
  readonly user: { readonly id: string; readonly name: string; readonly displayName: string };
  readonly challenge: string;
  /** COSE algorithms, the one that the site likes best first. */
  readonly algorithms: readonly number[];
  readonly exclude: readonly string[];
  readonly verification: Verification;
  readonly credProps: boolean;
  readonly prf: { readonly eval: PrfAsk | null } | null;
  readonly timeoutMs: number | null;
}

export interface GetAsk {
  readonly type: 'get';
  readonly rpId: string | null;
  readonly challenge: string;
  /** Empty where any passkey of the site will do. */
  readonly allow: readonly string[];
  readonly verification: Verification;
  readonly prf: {
    readonly eval: PrfAsk | null;
    readonly byCredential: readonly { readonly id: string; readonly input: PrfAsk }[];
  } | null;
  readonly timeoutMs: number | null;
}

export type PasskeyAsk = CreateAsk | GetAsk;

/** `native`: the browser's own provider is to answer. `asking`: the user is asked; the outcome is fetched by this id. */
export type PasskeyBegun = { readonly kind: 'native' } | { readonly kind: 'asking'; readonly id: string };

/** Of a conditional get: `waiting` until the user picks a passkey; the id is between the bridge and the background. */
export type PasskeyWaiting = { readonly kind: 'native' } | { readonly kind: 'waiting'; readonly id: string };

export interface PrfAnswer {
  readonly first: string;
  readonly second: string | null;
}

export interface MadeCredential {
  readonly kind: 'made';
  readonly id: string;
  readonly clientDataJSON: string;
  readonly attestationObject: string;
  readonly authenticatorData: string;
  /** SubjectPublicKeyInfo. */
  readonly publicKey: string;
  readonly algorithm: number;
  readonly credProps: boolean;
  readonly prf: { readonly results: PrfAnswer | null } | null;
}

export interface SignedAssertion {
  readonly kind: 'signed';
  readonly id: string;
  readonly clientDataJSON: string;
  readonly authenticatorData: string;
  readonly signature: string;
  readonly userHandle: string;
  readonly prf: PrfAnswer | null;
}

export type PasskeyOutcome =
  | MadeCredential
  | SignedAssertion
  | { readonly kind: 'native' }
  | { readonly kind: 'failed'; readonly name: 'NotAllowedError' | 'InvalidStateError' };

/** From the page script to the bridge, over their port. */
export type PasskeyCall =
  | { readonly do: 'begin'; readonly ask: PasskeyAsk }
  | { readonly do: 'outcome'; readonly id: string }
  | { readonly do: 'abort'; readonly id: string }
  | { readonly do: 'signal'; readonly signal: unknown }
  /** A conditional get: answered with a `PasskeyBegun` once one of ours was picked, or once it is no longer offered. */
  | { readonly do: 'wait'; readonly ask: GetAsk }
  | { readonly do: 'stop' };

/** From the background to the bridge. */
export type PasskeyCommand =
  /** Before the user's yes counts: is the document still there that began the ceremony? */
  | { readonly do: 'passkeys-alive' }
  /** What is kept here may be for other sites than before. */
  | { readonly do: 'passkeys-changed' }
  /** Is it still this conditional get that the page waits for? */
  | { readonly do: 'passkeys-waiting'; readonly waitId: string }
  /** The user has picked a passkey: its outcome is fetched by this id. Answered as the question before. */
  | { readonly do: 'passkeys-picked'; readonly waitId: string; readonly id: string };

/** The event by which the two find each other, before any script of the page runs. */
export const PORT_EVENT = 'tallystick-passkeys';
export const HELLO_EVENT = 'tallystick-passkeys-hello';
