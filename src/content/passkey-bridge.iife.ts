// Between the page script and the background. It decides nothing: who asks is told by the browser, not by the page. A
// background that is gone, or was stopped, leaves the page an answer all the same.
import { HELLO_EVENT, PORT_EVENT, type PasskeyCommand } from '../messaging/passkey-protocol.ts';
import { runtime } from './runtime.ts';

const VERBS: ReadonlySet<unknown> = new Set(['begin', 'outcome', 'abort', 'signal', 'wait', 'stop']);
const NATIVE = { kind: 'native' };
const LOST = {
  begin: NATIVE,
  wait: NATIVE,
  // The user has been asked already: the ceremony ends here, and the page may begin another.
  outcome: { kind: 'failed', name: 'NotAllowedError' },
} as const;

/** The conditional get that the page waits for. It is kept here: the background is stopped meanwhile. */
let waiting: { readonly answer: (reply: unknown) => void; waitId?: unknown } | undefined;

document.addEventListener(PORT_EVENT, (event) => {
  const [port] = (event as MessageEvent).ports;
  if (port === undefined) return;
  port.onmessage = ({ data }: MessageEvent<unknown>) => void relay(port, data);
});
document.dispatchEvent(new Event(HELLO_EVENT));

runtime.onMessage.addListener((message) => {
  const command = (message ?? {}) as Partial<PasskeyCommand & { readonly do: 'passkeys-picked' }>;
  switch (command.do as PasskeyCommand['do'] | undefined) {
    case 'passkeys-alive':
      return Promise.resolve(true);
    case 'passkeys-waiting':
      return Promise.resolve(isWaiting(command.waitId));
    case 'passkeys-picked':
      return Promise.resolve(isWaiting(command.waitId) && settle({ kind: 'asking', id: command.id }));
    case undefined:
      return undefined;
  }
});

function isWaiting(waitId: unknown): boolean {
  return waiting !== undefined && waitId !== undefined && waiting.waitId === waitId;
}

function settle(reply: unknown): true {
  const settled = waiting;
  waiting = undefined;
  settled?.answer(reply);
  return true;
}

async function relay(port: MessagePort, data: unknown): Promise<void> {
  const { id, call } = (data ?? {}) as { readonly id?: unknown; readonly call?: { readonly do?: unknown } };
  if (typeof id !== 'number' || !VERBS.has(call?.do)) return;
  const { do: verb, ...request } = call as { readonly do: keyof typeof LOST | 'stop' };
  const answer = (reply: unknown) => port.postMessage({ id, reply });
  if (verb === 'wait') return wait(answer, request);
  if (verb === 'stop') settle(NATIVE);
  answer(await answerOf(verb, request));
}

/** Another one takes the place of the one before. */
async function wait(answer: (reply: unknown) => void, request: object): Promise<void> {
  settle(NATIVE);
  const mine: typeof waiting = { answer };
  waiting = mine;
  const { kind, id } = ((await answerOf('wait', request)) ?? {}) as {
    readonly kind?: unknown;
    readonly id?: unknown;
  };
  if (waiting !== mine) return;
  if (kind !== 'waiting') return void settle(NATIVE);
  mine.waitId = id;
  // The script of the offer may have looked before this was known.
  (globalThis as { tallystickOffersPasskeys?: () => void }).tallystickOffersPasskeys?.();
}

async function answerOf(verb: keyof typeof LOST | 'stop', request: object): Promise<unknown> {
  try {
    const reply = (await runtime.sendMessage({ verb: `passkeys/${verb}`, ...request })) as {
      readonly ok?: unknown;
      readonly value?: unknown;
    };
    if (reply?.ok === true) return reply.value;
  } catch {
    // The worker was stopped, or the extension is another one by now.
  }
  return verb === 'stop' ? null : (LOST[verb] ?? null);
}
