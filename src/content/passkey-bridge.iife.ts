// Between the page script and the background. It decides nothing: who asks is told by the browser, not by the page. A
// background that is gone, or was stopped, leaves the page an answer all the same.
import { HELLO_EVENT, PORT_EVENT } from '../messaging/passkey-protocol.ts';
import { runtime } from './runtime.ts';

const VERBS: ReadonlySet<unknown> = new Set(['begin', 'outcome', 'abort', 'signal']);
const LOST = {
  begin: { kind: 'native' },
  // The user has been asked already: the ceremony ends here, and the page may begin another.
  outcome: { kind: 'failed', name: 'NotAllowedError' },
} as const;

document.addEventListener(PORT_EVENT, (event) => {
  const [port] = (event as MessageEvent).ports;
  if (port === undefined) return;
  port.onmessage = ({ data }: MessageEvent<unknown>) => void relay(port, data);
});
document.dispatchEvent(new Event(HELLO_EVENT));

// Asked before the user's yes counts: is the document that began the ceremony still there?
runtime.onMessage.addListener((message) =>
  (message as { readonly do?: unknown } | null)?.do === 'passkeys-alive' ? Promise.resolve(true) : undefined,
);

async function relay(port: MessagePort, data: unknown): Promise<void> {
  const { id, call } = (data ?? {}) as { readonly id?: unknown; readonly call?: { readonly do?: unknown } };
  if (typeof id !== 'number' || !VERBS.has(call?.do)) return;
  const { do: verb, ...request } = call as { readonly do: keyof typeof LOST };
  port.postMessage({ id, reply: await answerOf(verb, request) });
}

async function answerOf(verb: keyof typeof LOST, request: object): Promise<unknown> {
  try {
    const reply = (await runtime.sendMessage({ verb: `passkeys/${verb}`, ...request })) as {
      readonly ok?: unknown;
      readonly value?: unknown;
    };
    if (reply?.ok === true) return reply.value;
  } catch {
    // The worker was stopped, or the extension is another one by now.
  }
  return LOST[verb] ?? null;
}
