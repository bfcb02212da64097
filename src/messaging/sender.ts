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
  | { readonly kind: 'stranger' };

const WEB_ORIGIN = /^https?:\/\//;

export function classifySender(sender: MessageSender, own: OwnPages): SenderKind {
  if (sender.id !== own.extensionId) return { kind: 'stranger' };
  if (sender.origin === own.origin) return isOwnPage(sender, own) ? { kind: 'page' } : { kind: 'stranger' };
  return contentSender(sender);
}

function isOwnPage({ url, frameId }: MessageSender, own: OwnPages): boolean {
  // A page of ours inside a frame of somebody else's tab is not a page that may ask for anything.
  if (url === undefined || (frameId !== undefined && frameId !== 0)) return false;
  // By text: of an extension's URL the standard's `origin` is "null", and browsers differ from it in their own ways.
  return url.startsWith(`${own.origin}/`) && URL.canParse(url) && own.paths.includes(new URL(url).pathname);
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
