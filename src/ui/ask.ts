import { type Ask, createPageClient, decodePageEvent } from '../messaging/page-client.ts';
import type { PageEvent } from '../messaging/page-responses.ts';
import { onRuntimeMessage, sendRuntimeMessage } from '../platform/runtime-messages.ts';

/** The background, as every page of ours reaches it. */
export const ask: Ask = createPageClient({ send: sendRuntimeMessage });

export function onPageEvent(listener: (event: PageEvent) => void): void {
  onRuntimeMessage((message) => {
    const event = decodePageEvent(message);
    if (event !== undefined) listener(event);
    return undefined;
  });
}
