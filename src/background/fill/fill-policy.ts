// Whether an account's code may be put into a field of a page: at once, after a question, or not at all. Pure.
import { isInsecureOrigin } from '../../core/sites/origin.ts';
import { resemblanceTo } from '../../core/sites/look-alike.ts';
import { type Site, siteMatches } from '../../core/sites/site.ts';
import type { FillCaution, FilledCode, FillQuestion, Resemblance } from '../../messaging/fill-responses.ts';
import type { AccountView } from '../../messaging/page-responses.ts';
import type { DecodedPageRequest } from '../../messaging/page-requests.ts';

/** What the user agreed to; undefined where nothing was asked yet. */
export type Agreement = DecodedPageRequest<'autofill/fill'>['agreed'];

/** Where the field is, as the browser states it. */
export interface FieldPlace {
  readonly pageOrigin: string;
  /** Of the document that holds the field: another one than the page's inside of a frame of somebody else. */
  readonly fieldOrigin: string;
}

export type FillJudgement =
  | { readonly kind: 'refused'; readonly why: 'not-this-site' | 'insecure-site' }
  /** Without cautions it is filled at once. */
  | {
      readonly kind: 'allowed';
      readonly cautions: readonly FillCaution[];
      readonly resembles: Resemblance | undefined;
    };

/** `isKnownPage`: the page is a site of some account, so that it resembles no other one by deceit. */
function judgeFill(
  sites: readonly Site[],
  { pageOrigin, fieldOrigin }: FieldPlace,
  isKnownPage: boolean,
): FillJudgement {
  const isFrame = fieldOrigin !== pageOrigin;
  if (!sites.some((site) => siteMatches(site, fieldOrigin))) {
    // Whoever put the frame there is nobody that the user could judge by the page's address.
    if (isFrame) return { kind: 'refused', why: 'not-this-site' };
    if (isInsecureOrigin(fieldOrigin)) return { kind: 'refused', why: 'insecure-site' };
    const resembles = isKnownPage ? undefined : resemblanceOf(sites, pageOrigin);
    const cautions: FillCaution[] = resembles === undefined ? ['other-site'] : ['other-site', 'look-alike'];
    return { kind: 'allowed', cautions, resembles };
  }
  const cautions: FillCaution[] = isFrame ? ['frame'] : [];
  if (isInsecureOrigin(fieldOrigin) || isInsecureOrigin(pageOrigin)) cautions.push('insecure');
  return { kind: 'allowed', cautions, resembles: undefined };
}

/** Whoever has a recovery code has the account: it goes to the account's own sites, whatever the user agrees to. */
export function judgeFillOf(
  { account, isKnownPage }: Pick<AccountView, 'account'> & { readonly isKnownPage: boolean },
  place: FieldPlace,
  gives: FilledCode,
): FillJudgement {
  const judged = judgeFill(account.sites, place, isKnownPage);
  const isElsewhere = judged.kind === 'allowed' && judged.cautions.includes('other-site');
  return gives === 'recovery-code' && isElsewhere ? { kind: 'refused', why: 'not-this-site' } : judged;
}

/** The first site of these that the page could be taken for. */
function resemblanceOf(sites: readonly Site[], pageOrigin: string): Resemblance | undefined {
  return resemblanceFinder(pageOrigin)(sites);
}

/** The same for many accounts and one page. */
export function resemblanceFinder(pageOrigin: string): (sites: readonly Site[]) => Resemblance | undefined {
  const compare = resemblanceTo(pageOrigin);
  return (sites) => {
    for (const site of sites) {
      const kind = compare(site);
      if (kind !== undefined) return { kind, origin: site.origin };
    }
    return undefined;
  };
}

/** To these cautions, in front of these two names. */
export function isAgreed(question: FillQuestion, agreed: Agreement): boolean {
  if (question.cautions.length === 0) return true;
  return (
    agreed?.pageOrigin === question.pageOrigin &&
    agreed.fieldOrigin === question.fieldOrigin &&
    question.cautions.every((caution) => agreed.cautions.includes(caution))
  );
}
