// The page script's end of the port to the bridge. The page cannot be kept from speaking to the bridge either: what the
// port is good for is that neither disturbs the other.
import {
  HELLO_EVENT,
  PORT_EVENT,
  type PasskeyBegun,
  type GetAsk,
  type PasskeyCall,
  type PasskeyOutcome,
} from '../../messaging/passkey-protocol.ts';

/**
 * The page waits three seconds for us to say whether the user is asked, longer where it is held up itself or hidden. They
 * are counted in steps: a machine that stood still takes one of them, however long it stood, or the browser would be asked
 * for a passkey that is kept here, and has none.
 */
const STEPS = 6;
const STEP_MS = 500;

const NATIVE = { kind: 'native' } as const;

export class Link {
  readonly #port: MessagePort;
  readonly #waiting = new Map<number, (reply: unknown) => void>();
  #nextId = 0;
  /** What the page has said of its passkeys: what it asks next is asked of what that has left. */
  #said: Promise<unknown> = Promise.resolve();

  constructor(page: Document) {
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    port1.onmessage = ({ data }: MessageEvent<{ readonly id?: unknown; readonly reply?: unknown }>) => {
      const { id, reply } = data;
      if (typeof id !== 'number') return;
      this.#waiting.get(id)?.(reply);
      this.#waiting.delete(id);
    };
    const offer = () => page.dispatchEvent(new MessageEvent(PORT_EVENT, { ports: [port2] }));
    // Whichever of the two scripts comes second completes it.
    page.addEventListener(HELLO_EVENT, offer, { once: true });
    offer();
  }

  /** Never rejects, and answers in time. */
  async begin(ask: (PasskeyCall & { readonly do: 'begin' })['ask']): Promise<PasskeyBegun> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<PasskeyBegun>((resolve) => {
      const wait = (steps: number) => {
        timer = setTimeout(() => (steps === 1 ? resolve(NATIVE) : wait(steps - 1)), STEP_MS);
      };
      wait(STEPS);
    });
    const begun = this.#said.then(() => this.#call({ do: 'begin', ask })) as Promise<PasskeyBegun>;
    const first = await Promise.race([begun, late]);
    clearTimeout(timer);
    // What comes after the browser was asked is nobody's.
    void begun.then((answer) => {
      if (answer !== first && answer.kind === 'asking') this.abort(answer.id);
    });
    return first;
  }

  /** Of a conditional get: resolves once the user has picked one of ours, or with `native` once that can be no more. */
  wait(ask: GetAsk): Promise<PasskeyBegun> {
    return this.#call({ do: 'wait', ask }) as Promise<PasskeyBegun>;
  }

  stop(): void {
    void this.#call({ do: 'stop' });
  }

  outcome(id: string): Promise<PasskeyOutcome> {
    return this.#call({ do: 'outcome', id }) as Promise<PasskeyOutcome>;
  }

  abort(id: string): void {
    void this.#call({ do: 'abort', id });
  }

  /** Of what the browser has accepted; what it refuses is not said. */
  signal(accepted: Promise<unknown>): void {
    const said = accepted.then((signal) => this.#call({ do: 'signal', signal }));
    this.#said = Promise.allSettled([this.#said, said]);
  }

  #call(call: PasskeyCall): Promise<unknown> {
    const id = (this.#nextId += 1);
    const reply = new Promise<unknown>((resolve) => {
      this.#waiting.set(id, resolve);
    });
    this.#port.postMessage({ id, call });
    return reply;
  }
}
