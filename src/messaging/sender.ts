// Which protocol a message belongs to follows from who the browser says sent it, never from the message.

/** The fields of `runtime.MessageSender` that decide. */
export interface MessageSender {
  readonly id?: string | undefined;
  readonly url?: string | undefined;
  readonly origin?: string | undefined;
  readonly frameId?: number | undefined;
  readonly documentId?: string | undefined;
  readonly tab?: { readonly id?: number | undefined; readonly url?: string | undefined } | undefined;
}

export interface OwnPages {
  readonly extensionId: string;
  /** The extension's origin, without a trailing slash. */
  readonly origin: string;
  /** The paths of our own pages, with a leading slash. */
  readonly paths: readonly string[];
  /** The path of the page that is shown in frames of sites, and may ask for nothing but its own. */
  readonly offerPath: string;
}

export type SenderKind =
  | { readonly kind: 'page' }
  | {
      readonly kind: 'content';
      readonly origin: string;
      readonly tabId: number;
      readonly frameId: number;
      /** Absent in browsers that have none; then the frame id stands alone. */
      readonly documentId: string | undefined;
      readonly topOrigin: string | undefined;
    }
  | {
      /** The page of the offer, in a frame of a site. */
      readonly kind: 'offer';
      readonly tabId: number;
      /** Of the page at the top of the tab; it may be seen only where the user allowed the site. */
      readonly topOrigin: string;
    }
  | { readonly kind: 'stranger' };

const WEB_ORIGIN = /^https?:\/\//;

export function classifySender(sender: MessageSender, own: OwnPages): SenderKind {
  if (sender.id !== own.extensionId) return { kind: 'stranger' };
  if (sender.origin === own.origin)
    return isOwnPage(sender, own) ? { kind: 'page' } : offerSender(sender, own);
  return contentSender(sender);
}

/** In a frame and never at the top of a tab: there it would be a page like any other, and it is none of those. */
function offerSender({ url, frameId, tab }: MessageSender, own: OwnPages): SenderKind {
  const topOrigin = originOf(tab?.url);
  const isOffer = frameId !== undefined && frameId > 0 && pathOf(url, own) === own.offerPath;
  if (!isOffer || tab?.id === undefined || topOrigin === undefined || !WEB_ORIGIN.test(topOrigin))
    return { kind: 'stranger' };
  return { kind: 'offer', tabId: tab.id, topOrigin };
}

function isOwnPage({ url, frameId }: MessageSender, own: OwnPages): boolean {
  // A page of ours inside a frame of somebody else's tab is not a page that may ask for anything.
  if (frameId !== undefined && frameId !== 0) return false;
  const path = pathOf(url, own);
  return path !== undefined && own.paths.includes(path);
}

/** By text: of an extension's URL the standard's `origin` is "null", and browsers differ from it in their own ways. */
function pathOf(url: string | undefined, own: OwnPages): string | undefined {
  if (url?.startsWith(`${own.origin}/`) !== true || !URL.canParse(url)) return undefined;
  return new URL(url).pathname;
}

/** An opaque origin ("null": sandboxed frames, data: documents) belongs to no site and gets nothing. */
function contentSender({ origin, tab, frameId, documentId }: MessageSender): SenderKind {
  if (origin === undefined || !WEB_ORIGIN.test(origin)) return { kind: 'stranger' };
  if (tab?.id === undefined || frameId === undefined) return { kind: 'stranger' };
  return { kind: 'content', origin, tabId: tab.id, frameId, documentId, topOrigin: originOf(tab.url) };
}

function originOf(url: string | undefined): string | undefined {
  return url !== undefined && URL.canParse(url) ? new URL(url).origin : undefined;
}
