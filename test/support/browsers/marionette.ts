// Firefox's own remote protocol over loopback: what WebDriver can do, and scripts in the browser's chrome besides.
import { connect, type Socket } from 'node:net';

const CONNECT_DEADLINE_MS = 30_000;
const RETRY_MS = 100;
const COLON = 0x3a;

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** A message is its length in decimal digits, a colon and JSON: `[type, id, error | name, result | parameters]`. */
export class Marionette {
  readonly #socket: Socket;
  readonly #waiting = new Map<number, Waiting>();
  #received = Buffer.alloc(0);
  #nextId = 0;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (data) => this.#receive(data));
    socket.on('close', () => this.#end());
    socket.on('error', () => this.#end());
  }

  /** Waits until the browser that was just started listens. */
  static async connect(port: number): Promise<Marionette> {
    const deadline = performance.now() + CONNECT_DEADLINE_MS;
    for (;;) {
      const socket = await tryPort(port);
      if (socket !== undefined) {
        const client = new Marionette(socket);
        await client.send('WebDriver:NewSession', { capabilities: {} });
        return client;
      }
      if (performance.now() > deadline) throw new Error('Firefox does not listen');
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }

  /** Throws what the browser says went wrong. */
  send(command: string, parameters: object = {}): Promise<unknown> {
    const id = (this.#nextId += 1);
    const text = Buffer.from(JSON.stringify([0, id, command, parameters]));
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#socket.write(Buffer.concat([Buffer.from(`${text.length}:`), text]));
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  #receive(data: Buffer): void {
    this.#received = Buffer.concat([this.#received, data]);
    for (;;) {
      const colon = this.#received.indexOf(COLON);
      const length = Number(this.#received.subarray(0, Math.max(0, colon)).toString());
      if (colon < 0 || this.#received.length < colon + 1 + length) return;
      const message = JSON.parse(
        this.#received.subarray(colon + 1, colon + 1 + length).toString(),
      ) as unknown;
      this.#received = this.#received.subarray(colon + 1 + length);
      // The greeting is an object.
      if (Array.isArray(message)) this.#settle(message);
    }
  }

  #settle([, id, error, result]: readonly unknown[]): void {
    const waiting = this.#waiting.get(Number(id));
    this.#waiting.delete(Number(id));
    if (error === null) waiting?.resolve(result);
    else waiting?.reject(new Error((error as { readonly message: string }).message));
  }

  #end(): void {
    for (const { reject } of this.#waiting.values()) reject(new Error('Firefox has ended'));
    this.#waiting.clear();
  }
}

function tryPort(port: number): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket));
    socket.once('error', () => resolve(undefined));
  });
}
