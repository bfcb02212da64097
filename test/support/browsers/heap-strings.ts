// All strings of the heap of a page or worker, from a snapshot that the DevTools protocol takes. Bytes in typed arrays are
// not in it: those are searched for in the memory of the process.
import type { CDPSession } from '@playwright/test';

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: { readonly chunk?: string };
  readonly error?: { readonly message: string };
}

type Send = (method: string, parameters: object) => Promise<unknown>;

/** Of the first target of this type whose URL contains `url`. The garbage is collected first. */
export async function heapStrings(
  session: CDPSession,
  type: string,
  url: string,
): Promise<readonly string[]> {
  const send = session.send.bind(session) as unknown as Send;
  const { targetInfos } = (await send('Target.getTargets', { filter: [{}] })) as {
    targetInfos: readonly { readonly targetId: string; readonly type: string; readonly url: string }[];
  };
  const target = targetInfos.find((one) => one.type === type && one.url.includes(url));
  if (target === undefined) throw new Error(`there is no ${type} ${url}`);
  const { sessionId } = (await send('Target.attachToTarget', {
    targetId: target.targetId,
    flatten: false,
  })) as {
    sessionId: string;
  };
  const chunks: string[] = [];
  const waiting = new Map<number, (message: Message) => void>();
  const listener = (event: { readonly sessionId: string; readonly message: string }): void => {
    if (event.sessionId !== sessionId) return;
    const message = JSON.parse(event.message) as Message;
    if (message.method === 'HeapProfiler.addHeapSnapshotChunk') chunks.push(message.params?.chunk ?? '');
    if (message.id !== undefined) waiting.get(message.id)?.(message);
  };
  const events = session as unknown as {
    on(event: string, listener: unknown): void;
    off(event: string, listener: unknown): void;
  };
  events.on('Target.receivedMessageFromTarget', listener);
  const call = async (id: number, method: string, params: object): Promise<void> => {
    const reply = new Promise<Message>((resolve) => {
      waiting.set(id, resolve);
    });
    await send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method, params }) });
    const { error } = await reply;
    if (error !== undefined) throw new Error(error.message);
  };
  try {
    await call(1, 'HeapProfiler.enable', {});
    await call(2, 'HeapProfiler.collectGarbage', {});
    await call(3, 'HeapProfiler.takeHeapSnapshot', { reportProgress: false });
    return (JSON.parse(chunks.join('')) as { readonly strings: readonly string[] }).strings;
  } finally {
    events.off('Target.receivedMessageFromTarget', listener);
    await send('Target.detachFromTarget', { sessionId });
  }
}
