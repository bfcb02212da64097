// Who asks for a passkey, as the browser says, and what follows from what is asked.
import { isValidRpId } from '../../core/passkeys/rp-id.ts';
import { isInsecureOrigin, parseOrigin } from '../../core/sites/origin.ts';
import type { PasskeyAsk } from '../../messaging/passkey-protocol.ts';
import type { ContentSender } from '../../messaging/router.ts';

/** Whose document asks. */
export type Asker = Pick<ContentSender, 'origin' | 'tabId' | 'documentId'>;

/** The tab may show another page by now, which learned the id of a ceremony that is not its own. */
export function isAsker(ceremony: Asker, { origin, tabId, documentId }: ContentSender): boolean {
  return ceremony.origin === origin && ceremony.tabId === tabId && ceremony.documentId === documentId;
}

/** Undefined where it is not ours: a frame, a page in clear, or another's rp id, for which the browser has the error. */
export function rpIdFor(ask: PasskeyAsk, sender: ContentSender): string | undefined {
  const host = hostOf(sender);
  if (host === undefined || isInsecureOrigin(sender.origin)) return undefined;
  const rpId = ask.rpId ?? host;
  return isValidRpId(rpId, host) ? rpId : undefined;
}

/** Of the page at the top of a tab; undefined for every frame. */
export function hostOf({ origin, topOrigin, frameId }: ContentSender): string | undefined {
  return frameId === 0 && origin === topOrigin ? parseOrigin(origin)?.host : undefined;
}

/** PRF results are for a verified user only (WebAuthn Level 3, section 10.1.4). */
export function wantsVerification({ verification, prf }: PasskeyAsk): boolean {
  const evaluates =
    prf !== null && (prf.eval !== null || ('byCredential' in prf && prf.byCredential.length > 0));
  return verification === 'required' || evaluates;
}
