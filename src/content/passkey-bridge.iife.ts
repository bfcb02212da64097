// Between the page script and the background. It decides nothing: who asks is told by the browser, not by the page. A
// background that is gone, or was stopped, leaves the page an answer all the same.
import {
  HELLO_EVENT,
  PORT_EVENT,
  type PasskeyAsk,
  type PasskeyCall,
  type PasskeyCommand,
} from '../messaging/passkey-protocol.ts';
import { runtime } from './runtime.ts';

const VERBS: ReadonlySet<unknown> = new Set(['begin', 'outcome', 'abort', 'signal', 'wait', 'stop']);
const NATIVE = { kind: 'native' };
type Verb = PasskeyCall['do'];
const LOST: Readonly<Record<string, unknown>> = {
  begin: NATIVE,
  wait: NATIVE,
  // The user has been asked already: the ceremony ends here, and the page may begin another.
  outcome: { kind: 'failed', name: 'NotAllowedError' },
};

/** The conditional get that the page waits for. It is kept here: the background is stopped meanwhile. */
let waiting: { readonly answer: (reply: unknown) => void; waitId?: unknown } | undefined;

/**
 * The rp ids that may have a passkey here; null where nobody can say. Asked while the page is looked at, so that a page for
 * which there is none waits for no worker that was stopped. Not asked by a page that is not in front: many are opened at once.
 */
let known: Promise<unknown> | undefined;

function learn(): void {
  if (!document.hidden) known ??= answerOf('known', {});
}

function learnAnew(): void {
  known = undefined;
  learn();
}

learn();
document.addEventListener('visibilitychange', learn);
// From the memory of pages that were left: nobody could tell it anything meanwhile.
addEventListener('pageshow', ({ persisted }) => {
  if (persisted) learnAnew();
});

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
    case 'passkeys-changed':
      learnAnew();
      return undefined;
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
  const { do: verb, ...request } = call as { readonly do: Verb };
  const answer = (reply: unknown) => port.postMessage({ id, reply });
  if ((verb === 'begin' || verb === 'wait') && (await isNotKept(request))) return answer(NATIVE);
  if (verb === 'wait') return wait(answer, request);
  if (verb === 'stop') settle(NATIVE);
  const reply = (await answerOf(verb, request)) as { readonly kind?: unknown } | null;
  if (reply?.kind === 'made') learnAnew();
  answer(reply);
}

/** A sign-in for which there is nothing here. */
async function isNotKept({ ask }: { readonly ask?: Partial<PasskeyAsk> | null }): Promise<boolean> {
  const rpIds = ask?.type === 'get' ? await known : undefined;
  return Array.isArray(rpIds) && !rpIds.includes(ask?.rpId ?? location.hostname);
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

async function answerOf(verb: Verb | 'known', request: object): Promise<unknown> {
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
