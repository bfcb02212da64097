import type { PageReach, ReachedFrame } from '../../src/background/autofill-service.ts';

/** What a content script answers that sees a field for an authenticator code. */
export const CHALLENGE = { page: 'challenge', roles: ['app-code'] };

/** One tab with one page, whose content script does what `onFill` says when it is told to fill. */
export class FakePage implements PageReach {
  frames: readonly ReachedFrame[] = [{ frameId: 0, documentId: 'doc-1' }];
  look: unknown = CHALLENGE;
  origin: string | null = 'https://example.com';
  onFill: (ticket: string) => Promise<unknown> = () => Promise.resolve('refused');

  inject = () => Promise.resolve(this.frames);
  originOf = () => Promise.resolve(this.origin);
  send = (_tabId: number, _frame: ReachedFrame, message: unknown): Promise<unknown> => {
    const { do: command, ticket } = message as { do: string; ticket: string };
    return command === 'look' ? Promise.resolve(this.look) : this.onFill(ticket);
  };
}
