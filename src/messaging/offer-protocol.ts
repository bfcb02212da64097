// What the in-page offer may ask. It is a page of ours in a frame of a site: the site can show it, move it and cover it,
// but neither read it nor speak for it. It names an account that it was told of, and learns no code.

export type OfferRequest =
  | { readonly verb: 'offer/open' }
  | { readonly verb: 'offer/fill'; readonly accountId: string }
  | { readonly verb: 'offer/unlock' }
  | { readonly verb: 'offer/dismiss'; readonly forGood: boolean };

export interface OfferResponses {
  'offer/open': OfferView;
  'offer/fill': OfferOutcome;
  'offer/unlock': null;
  'offer/dismiss': null;
}

export type OfferView =
  | { readonly state: 'locked' }
  | { readonly state: 'none' }
  | { readonly state: 'ready'; readonly accounts: readonly OfferedAccount[] };

export interface OfferedAccount {
  readonly id: string;
  readonly issuer: string;
  readonly accountName: string;
}

/** `waitUntil`, ms since the epoch: the site has had the current code already. */
export type OfferOutcome = { readonly filled: true } | { readonly filled: false; readonly waitUntil: number };

const ACCOUNT_ID = /^[0-9a-f]{32}$/;

export function decodeOfferRequest(message: unknown): OfferRequest | undefined {
  const { verb, accountId, forGood } = (
    typeof message === 'object' && message !== null ? { ...message } : {}
  ) as { readonly [name: string]: unknown };
  if (verb === 'offer/open' || verb === 'offer/unlock') return { verb };
  if (verb === 'offer/dismiss' && typeof forGood === 'boolean') return { verb, forGood };
  if (verb === 'offer/fill' && typeof accountId === 'string' && ACCOUNT_ID.test(accountId))
    return { verb, accountId };
  return undefined;
}
