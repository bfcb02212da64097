// Something to scan that a page of ours does not have yet: an image that was clicked on, a link, the picture of a tab. It
// waits until the popup or the manage page takes it. Nothing is added here: that is confirmed in those pages.
import * as v from 'valibot';
import type { Clock } from '../core/vault/outside.ts';
import { RequestFailure } from '../messaging/failure.ts';
import type { ContentSender } from '../messaging/router.ts';
import {
  type ImageShares,
  imageSharesSchema,
  type ScanContent,
  type ScanItem,
  scanItemSchema,
} from '../messaging/scan-requests.ts';

export interface ScanParts {
  /** Kept outside of the worker, which may stop before the page has opened. */
  readonly store: {
    read(): Promise<unknown>;
    write(item: ScanItem): Promise<void>;
    delete(): Promise<void>;
  };
  readonly clock: Clock;
  originOf(tabId: number): Promise<string | null>;
  /** The visible part of the tab in front, as a data URL. */
  capture(): Promise<string | undefined>;
  /** Where the image is in the visible part, once it has been scrolled into view; as the page says, so unchecked. */
  locate(tabId: number, frameId: number, imageUrl: string): Promise<unknown>;
  /** False where the browser does not open it. */
  openPopup(): Promise<boolean>;
  openManage(): Promise<void>;
}

interface ClickedImage {
  readonly tabId: number;
  readonly frameId: number;
  readonly imageUrl: string | undefined;
}

/** Long enough to type a passphrase first. */
const LIFE_MS = 120_000;
/** A page that makes clicks of its own opens nothing more often than a user clicks. */
const BETWEEN_LINKS_MS = 2_000;
const WHOLE: ImageShares = { left: 0, top: 0, width: 1, height: 1 };

export class ScanService {
  readonly #parts: ScanParts;
  /** What was too large for the store; lost with the worker, and then the user clicks again. */
  #large: ScanItem | undefined;
  #lastLinkAt = Number.NEGATIVE_INFINITY;

  constructor(parts: ScanParts) {
    this.#parts = parts;
  }

  /** The image is cut out of a picture of the tab: its address is never asked for, its site learns nothing. */
  async scanImage({ tabId, frameId, imageUrl }: ClickedImage): Promise<void> {
    const located = await this.#parts.locate(tabId, frameId, imageUrl ?? '');
    const area = v.safeParse(imageSharesSchema, located);
    const picture = await this.#parts.capture();
    await this.#show(
      tabId,
      picture === undefined
        ? { kind: 'not-capturable' }
        : { kind: 'picture', picture, area: area.success ? area.output : WHOLE },
    );
  }

  /** A link that was clicked on a site that the user allowed: it is shown, and added only there. */
  async takeLink(link: string, { tabId, origin, topOrigin }: ContentSender): Promise<null> {
    // A frame of somebody else, who would be named as the site.
    if (origin !== topOrigin) throw new RequestFailure('not-allowed');
    const now = this.#parts.clock.now();
    if (now - this.#lastLinkAt < BETWEEN_LINKS_MS) throw new RequestFailure('not-allowed');
    this.#lastLinkAt = now;
    await this.#show(tabId, { kind: 'links', links: [link] });
    return null;
  }

  /** A picture of its tab from the popup, in which the user will draw on the manage page. */
  async give(tabId: number, picture: string): Promise<void> {
    await this.#put(await this.#itemFor('manage', tabId, { kind: 'picture', picture, area: null }));
  }

  /** Handed out once, to the page that it waits for. */
  async take(to: ScanItem['to'], tabId: number | null): Promise<ScanItem | null> {
    const item = await this.#waiting();
    if (item === undefined || item.to !== to) return null;
    if (to === 'popup' && item.tabId !== tabId) return null;
    await this.#delete();
    return item;
  }

  async dropExpired(): Promise<void> {
    if ((await this.#waiting()) === undefined) await this.#delete();
  }

  async #show(tabId: number, content: ScanContent): Promise<void> {
    const item = await this.#itemFor('popup', tabId, content);
    await this.#put(item);
    if (await this.#parts.openPopup()) return;
    await this.#put({ ...item, to: 'manage' });
    await this.#parts.openManage();
  }

  async #itemFor(to: ScanItem['to'], tabId: number, content: ScanContent): Promise<ScanItem> {
    const origin = await this.#parts.originOf(tabId);
    return { to, tabId, origin, content, expiresAt: this.#parts.clock.now() + LIFE_MS };
  }

  async #put(item: ScanItem): Promise<void> {
    this.#large = undefined;
    try {
      await this.#parts.store.write(item);
    } catch {
      await this.#parts.store.delete();
      this.#large = item;
    }
  }

  async #waiting(): Promise<ScanItem | undefined> {
    const read = v.safeParse(scanItemSchema, this.#large ?? (await this.#parts.store.read()));
    if (!read.success || this.#parts.clock.now() >= read.output.expiresAt) return undefined;
    return read.output;
  }

  async #delete(): Promise<void> {
    this.#large = undefined;
    await this.#parts.store.delete();
  }
}
