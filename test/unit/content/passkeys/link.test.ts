import { afterEach, describe, expect, test, vi } from 'vitest';
import { Link } from '../../../../src/content/passkeys/link.ts';
import { PORT_EVENT } from '../../../../src/messaging/passkey-protocol.ts';
import { GET } from '../../../support/passkeys/ceremonies.ts';

const ASKING = { kind: 'asking', id: '0'.repeat(32) };

/** The bridge's end of a link, and the timers of the page, which fire when a test says so. */
function linked(): {
  readonly link: Link;
  readonly calls: { readonly id: number; readonly call: { readonly do: string } }[];
  readonly answer: (id: number, reply: unknown) => void;
  /** Whether there was one to fire. */
  readonly fire: () => boolean;
} {
  const timers = new Map<number, () => void>();
  let nextTimer = 0;
  vi.stubGlobal('setTimeout', (then: () => void) => {
    timers.set((nextTimer += 1), then);
    return nextTimer;
  });
  vi.stubGlobal('clearTimeout', (timer: number) => timers.delete(timer));
  const page = new EventTarget();
  let bridge: MessagePort | undefined;
  page.addEventListener(PORT_EVENT, (event) => ([bridge] = (event as MessageEvent).ports));
  const link = new Link(page as Document);
  const calls: { id: number; call: { do: string } }[] = [];
  bridge!.onmessage = ({ data }) => calls.push(data);
  opened.push(bridge!);
  return {
    link,
    calls,
    answer: (id, reply) => bridge!.postMessage({ id, reply }),
    fire: () => {
      const [due] = timers;
      if (due === undefined) return false;
      timers.delete(due[0]);
      due[1]();
      return true;
    },
  };
}

const opened: MessagePort[] = [];
afterEach(() => {
  for (const port of opened.splice(0)) port.close();
  vi.unstubAllGlobals();
});

/** Until the port has delivered; by turns, since the timers are held. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise(setImmediate);
}

describe('a page that asks whether its user is asked', () => {
  test('hears it from a background that answers after the machine stood still', async () => {
    const { link, calls, answer, fire } = linked();
    const begun = link.begin(GET);
    await until(() => calls.length === 1);
    // All that is due after a standstill fires before the answer is delivered: that is one step of several.
    fire();
    answer(calls[0]!.id, ASKING);
    expect(await begun).toEqual(ASKING);
    expect(fire(), 'a timer that is left').toBe(false);
  });

  test('waits for no background that says nothing, and takes back what that begins too late', async () => {
    const { link, calls, answer, fire } = linked();
    const begun = link.begin(GET);
    await until(() => calls.length === 1);
    let steps = 0;
    while (fire()) steps += 1;
    expect(steps).toBe(6);
    expect(await begun).toEqual({ kind: 'native' });
    answer(calls[0]!.id, ASKING);
    await until(() => calls.length === 2);
    expect(calls[1]?.call).toEqual({ do: 'abort', id: ASKING.id });
  });
});
