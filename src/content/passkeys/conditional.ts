// A conditional get: the browser's own waits for its user beside our offer, and whichever is answered first is the answer.
import type { GetAsk, PasskeyOutcome } from '../../messaging/passkey-protocol.ts';
import type { Link } from './link.ts';

export interface ConditionalParts {
  /** The browser's own, which ends with this signal. */
  readonly native: (signal: AbortSignal) => Promise<Credential | null>;
  /** Whether the browser has a place to offer passkeys of its own. */
  readonly isNativeThere: () => Promise<boolean>;
  /** What is asked of us; undefined for what only the browser's own provider can do. Rejects as the browser does. */
  readonly ask: () => Promise<GetAsk | undefined>;
  readonly link: Pick<Link, 'wait' | 'stop' | 'outcome' | 'abort'>;
  readonly signal: AbortSignal | undefined;
  readonly credentialOf: (outcome: PasskeyOutcome & { readonly kind: 'signed' }) => Credential;
}

export class ConditionalGet {
  readonly answer: Promise<Credential | null>;
  readonly #parts: ConditionalParts;
  readonly #quit = new AbortController();
  readonly #resolve: (credential: Credential | null) => void;
  readonly #reject: (reason: unknown) => void;
  #isOver = false;
  /** The bridge knows of it. */
  #isOffered = false;
  /** The ceremony that the user is in, after they have picked one of ours. */
  #ceremony: string | undefined;

  constructor(parts: ConditionalParts) {
    const { promise, resolve, reject } = Promise.withResolvers<Credential | null>();
    this.answer = promise;
    this.#parts = parts;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#askNative();
    // What we cannot do, or what the browser refuses, leaves the browser alone with it.
    this.#offer().catch(() => undefined);
  }

  /** The page asks in another way, and the user is busy with that. */
  supersede(): void {
    this.#end(() => this.#reject(new DOMException(SUPERSEDED, 'AbortError')));
  }

  #askNative(): void {
    const { native, signal, isNativeThere } = this.#parts;
    const abort = () => this.#end(() => this.#reject(signal?.reason));
    signal?.addEventListener('abort', abort, { once: true, signal: this.#quit.signal });
    const signals = signal === undefined ? [this.#quit.signal] : [signal, this.#quit.signal];
    native(AbortSignal.any(signals)).then(
      (credential) => this.#end(() => this.#resolve(credential)),
      async (error: unknown) => {
        const isMissing = error instanceof DOMException && error.name === 'NotSupportedError';
        // A browser without a place for it: then ours is offered alone.
        if (isMissing && !(await isNativeThere())) return;
        this.#end(() => this.#reject(error));
      },
    );
  }

  async #offer(): Promise<void> {
    const { ask, link, credentialOf } = this.#parts;
    const asked = await ask();
    if (asked === undefined) return;
    while (!this.#isOver) {
      this.#isOffered = true;
      const begun = await link.wait(asked);
      if (begun.kind === 'native') return;
      if (this.#isOver) return link.abort(begun.id);
      this.#ceremony = begun.id;
      const outcome = await link.outcome(begun.id);
      this.#ceremony = undefined;
      if (outcome.kind === 'signed') this.#end(() => this.#resolve(credentialOf(outcome)));
      // Declined: no answer to the page, which has never been told of a question. The offer stands again.
    }
  }

  #end(settle: () => void): void {
    if (this.#isOver) return;
    this.#isOver = true;
    settle();
    if (this.#ceremony !== undefined) this.#parts.link.abort(this.#ceremony);
    else if (this.#isOffered) this.#parts.link.stop();
    this.#quit.abort();
  }
}

const SUPERSEDED = 'The request was superseded by another one.';
