// The DevTools protocol over a socket of our own, and nothing that it does by itself.
import type { CDPSession } from '@playwright/test';

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

type Listener = (event: unknown) => void;

export class DebuggerConnection {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<
    number,
    { resolve: (value: unknown) => void; reject: (error: Error) => void }
  >();
  readonly #listeners = new Map<string, Set<Listener>>();
  #nextId = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener('message', ({ data }) => this.#receive(JSON.parse(String(data)) as Message));
    socket.addEventListener('close', () => {
      for (const { reject } of this.#waiting.values()) reject(new Error('the browser is gone'));
    });
  }

  static async open(endpoint: string): Promise<DebuggerConnection> {
    const socket = new WebSocket(endpoint);
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve, { once: true });
      socket.addEventListener('error', reject, { once: true });
    });
    return new DebuggerConnection(socket);
  }

  send(method: string, params: object, sessionId?: string): Promise<unknown> {
    const id = (this.#nextId += 1);
    const reply = new Promise<unknown>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
    });
    this.#socket.send(JSON.stringify({ id, method, params, ...(sessionId && { sessionId }) }));
    return reply;
  }

  /** As what drives a page over Playwright's connection takes it. */
  asSession(): CDPSession {
    const session = {
      send: (method: string, params: object) => this.send(method, params),
      on: (event: string, listener: Listener) => {
        const known = this.#listeners.get(event) ?? new Set();
        this.#listeners.set(event, known.add(listener));
      },
    };
    return session as unknown as CDPSession;
  }

  #receive({ id, method, params, result, error }: Message): void {
    if (id === undefined) {
      for (const listener of this.#listeners.get(method ?? '') ?? []) listener(params);
      return;
    }
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error === undefined) waiting?.resolve(result);
    else waiting?.reject(new Error(error.message));
  }
}
