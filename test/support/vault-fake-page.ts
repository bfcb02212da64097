import type { PageReach, ReachedFrame } from '../../src/background/page-frames.ts';

/** What a content script answers that sees a field for an authenticator code. */
export const CHALLENGE = { page: 'challenge', roles: ['app-code'] };

/** One tab with one page, whose content script does what `onFill` says when it is told to fill. */
export class FakePage implements PageReach {
  frames: readonly ReachedFrame[] = [{ frameId: 0, documentId: 'doc-1' }];
  look: unknown = CHALLENGE;
  origin: string | null = 'https://example.com';
  onFill: (ticket: string) => Promise<unknown> = () => Promise.resolve('refused');

  inject = () => Promise.resolve(this.frames);
  isInPrivateWindow = false;
  originOf = () => Promise.resolve(this.origin);
  isPrivate = () => Promise.resolve(this.isInPrivateWindow);
  /** What each frame sees; all of them see `look` where it is left out. */
  lookOf: ((frameId: number) => unknown) | undefined;
  /** The last command to fill. */
  told: unknown;
  send = (_tabId: number, { frameId }: ReachedFrame, message: unknown): Promise<unknown> => {
    const { do: command, ticket } = message as { do: string; ticket: string };
    if (command === 'look') return Promise.resolve(this.lookOf ? this.lookOf(frameId) : this.look);
    this.told = message;
    return this.onFill(ticket);
  };
}
