import type { OfferRequest, OfferResponses } from '../messaging/offer-protocol.ts';
import type { Result } from '../core/result.ts';

interface Extension {
  readonly runtime: {
    readonly onMessage: { addListener(listener: (message: unknown) => undefined): void };
    sendMessage(message: OfferRequest): Promise<unknown>;
  };
  readonly i18n: { getMessage(key: string, substitutions?: readonly string[]): string };
}

/** Native where the offer can be shown. */
const { runtime, i18n } = (globalThis as unknown as { readonly browser: Extension }).browser;

/** Never rejects. */
export async function ask<Request extends OfferRequest>(
  request: Request,
): Promise<Result<OfferResponses[Request['verb']], string>> {
  try {
    const reply = (await runtime.sendMessage(request)) as { ok?: unknown; value?: unknown; error?: unknown };
    if (reply.ok === true) return { ok: true, value: reply.value as OfferResponses[Request['verb']] };
    return { ok: false, error: String(reply.error) };
  } catch {
    return { ok: false, error: 'internal' };
  }
}

/** The vault was locked or unlocked, or accounts have changed. */
export function onEvent(listener: () => void): void {
  runtime.onMessage.addListener((message) => {
    if (typeof message === 'object' && message !== null && 'event' in message) listener();
    return undefined;
  });
}

export function localised(key: string, ...substitutions: readonly string[]): string {
  return i18n.getMessage(key, [...substitutions]);
}
