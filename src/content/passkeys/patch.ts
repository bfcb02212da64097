// `navigator.credentials` with our passkeys in it. Whatever is not certainly ours goes to the browser as it came.
import { ceremonyMs } from '../../core/passkeys/ceremony-time.ts';
import type { PasskeyAsk, PasskeyOutcome } from '../../messaging/passkey-protocol.ts';
import { ConditionalGet } from './conditional.ts';
import { isOurs, madeCredential, signedCredential } from './credentials.ts';
import type { Link } from './link.ts';
import { OPTIONS } from './options-members.ts';
import { createAsk, declinedAtCreate, declinedAtGet, getAsk } from './read-options.ts';
import { standIn } from './stand-in.ts';

interface Options {
  readonly publicKey?: object;
  readonly signal?: AbortSignal;
  readonly mediation?: string;
  readonly uiMode?: unknown;
}

interface Wanted {
  readonly options: Options & { readonly publicKey: object };
  readonly signal: AbortSignal | undefined;
}

const POLICIES = { create: 'publickey-credentials-create', get: 'publickey-credentials-get' } as const;
/** The browser's provider refuses a page without the focus, which a closing window gives back in its own time. */
const FOCUS_WITHIN_MS = 3_000;

/** Called before the static methods are stood in for: of those the browser's own is asked. */
export function patchCredentials(link: Link): void {
  const available = PublicKeyCredential.isConditionalMediationAvailable?.bind(PublicKeyCredential);
  isConditionalThere = available ?? isConditionalThere;
  patch('create', link, (options) => createAsk(options as PublicKeyCredentialCreationOptions));
  patch('get', link, (options) => getAsk(options as PublicKeyCredentialRequestOptions));
  const { credentials: container } = navigator;
  standIn(CredentialsContainer.prototype, 'store', (native, self, [credential]) =>
    self === container && isOurs(credential)
      ? Promise.reject(new DOMException(NOT_STORED, 'NotSupportedError'))
      : native(),
  );
}

function patch(type: 'create' | 'get', link: Link, read: (options: object) => PasskeyAsk | undefined): void {
  const { credentials: container } = navigator;
  standIn(CredentialsContainer.prototype, type, (_native, self, given, target) => {
    const copies = given.map((options) => OPTIONS[type](options));
    const native = (args: unknown[]) => Reflect.apply(target, self, args) as Promise<Credential | null>;
    const goNative = () => native(copies);
    const wanted = self === container ? wantedOf(copies[0] as Options | undefined) : undefined;
    if (wanted === undefined || !isAllowed(POLICIES[type])) return goNative();
    if (wanted.options.mediation !== 'conditional') return run(link, { native, goNative, wanted, read });
    // Making one without a question is the browser's own affair.
    return type === 'create' ? goNative() : conditionalGet(link, wanted, native);
  });
}

interface Run {
  readonly native: (args: unknown[]) => Promise<Credential | null>;
  readonly goNative: () => Promise<Credential | null>;
  readonly wanted: Wanted;
  readonly read: (options: object) => PasskeyAsk | undefined;
}

async function run(link: Link, { native, goNative, wanted, read }: Run): Promise<Credential | null> {
  const { options, signal } = wanted;
  await mustBeValid(native, options);
  signal?.throwIfAborted();
  const ask = read(options.publicKey);
  if (ask === undefined) return goNative();
  const begun = await link.begin(ask);
  if (begun.kind === 'native') return goNative();
  waiting?.supersede();
  const outcome = await outcomeOf(link, begun.id, { signal, ms: ceremonyMs(ask.timeoutMs) });
  if (outcome.kind === 'native') {
    await focused();
    return goNative();
  }
  return credentialOf(outcome, options.publicKey);
}

/** The conditional get of this page. */
let waiting: ConditionalGet | undefined;
/** Whether the browser has a place to offer passkeys of its own. */
let isConditionalThere = () => Promise.resolve(false);

function conditionalGet(
  link: Link,
  { options, signal }: Wanted,
  native: Run['native'],
): Promise<Credential | null> {
  const before = waiting?.answer;
  waiting = new ConditionalGet({
    native: (ending) => native([{ ...options, signal: ending }]),
    isNativeThere: () => isConditionalThere(),
    ask: async () => {
      // Which of two is answered is the browser's affair: the second is offered once the first is over, if it still waits then.
      await before?.catch(() => undefined);
      await mustBeValid(native, options);
      return getAsk(options.publicKey as PublicKeyCredentialRequestOptions);
    },
    link,
    signal,
    credentialOf: (outcome) => signedCredential(outcome, declinedAtGet(options.publicKey)),
  });
  return waiting.answer;
}

/** Undefined for everything but a single ceremony with a public key that shows itself to the user, or waits for one. */
function wantedOf(options: Options | undefined): Wanted | undefined {
  try {
    const { publicKey, signal, mediation, uiMode } = options ?? {};
    if (!isObject(publicKey) || !MEDIATIONS.includes(mediation) || asksForOthers(options)) return undefined;
    if (uiMode !== undefined && !mayBeImmediate({ publicKey, mediation, uiMode })) return undefined;
    if (signal !== undefined && (!(signal instanceof AbortSignal) || signal.aborted)) return undefined;
    const copy = mediation === undefined ? { publicKey } : { publicKey, mediation };
    return { options: copy, signal };
  } catch {
    // The page's own getter threw: it will throw for the browser too.
    return undefined;
  }
}

/** A dialog only if there is something to choose; for what is refused the browser has the right error. */
function mayBeImmediate({
  publicKey,
  mediation,
  uiMode,
}: {
  readonly publicKey: object;
  readonly mediation: string | undefined;
  readonly uiMode: unknown;
}): boolean {
  const { allowCredentials = [] } = publicKey as { readonly allowCredentials?: readonly unknown[] };
  const isPlain = allowCredentials.length === 0 && mediation !== 'conditional';
  return uiMode === 'immediate' && isPlain && navigator.userActivation.isActive;
}

/** Passwords, identities: the browser chooses among several kinds. Those that come to be one day count too. */
function asksForOthers(options: Options | undefined): boolean {
  for (const name in options)
    if (!OURS.has(name) && options[name as keyof Options] !== undefined) return true;
  return false;
}

const OURS: ReadonlySet<string> = new Set(['publicKey', 'signal', 'mediation', 'uiMode']);
const MEDIATIONS: readonly (string | undefined)[] = [undefined, 'optional', 'required', 'conditional'];

function isObject(value: object | undefined): value is object {
  return typeof value === 'object' && value !== null;
}

/** A call that is aborted already does nothing, but its arguments are converted and checked before. */
async function mustBeValid(native: Run['native'], options: object): Promise<void> {
  const reason = new DOMException('', 'AbortError');
  try {
    await native([{ ...options, signal: AbortSignal.abort(reason) }]);
  } catch (error) {
    if (error !== reason) throw error;
  }
}

function outcomeOf(
  link: Link,
  id: string,
  { signal, ms }: { readonly signal: AbortSignal | undefined; readonly ms: number },
): Promise<PasskeyOutcome> {
  return new Promise((resolve, reject) => {
    // Whatever became of the window and the background: the page waits no longer than its ceremony lasts.
    const timer = setTimeout(() => {
      link.abort(id);
      resolve({ kind: 'failed', name: 'NotAllowedError' });
    }, ms);
    const abort = () => {
      link.abort(id);
      clearTimeout(timer);
      reject(signal?.reason);
    };
    if (signal?.aborted === true) return abort();
    signal?.addEventListener('abort', abort, { once: true });
    void link.outcome(id).then((outcome) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      resolve(outcome);
    });
  });
}

function credentialOf(outcome: Exclude<PasskeyOutcome, { kind: 'native' }>, publicKey: object): Credential {
  switch (outcome.kind) {
    case 'made':
      return madeCredential(outcome, declinedAtCreate(publicKey));
    case 'signed':
      return signedCredential(outcome, declinedAtGet(publicKey));
    case 'failed':
      throw new DOMException(REFUSALS[outcome.name], outcome.name);
  }
}

const NOT_STORED = 'Store operation not permitted for PublicKeyCredential.';

/** No word about why, as with the browser's own (WebAuthn Level 3, section 14.5.1). */
const REFUSALS = {
  NotAllowedError: 'The operation either timed out or was not allowed.',
  InvalidStateError:
    'The user attempted to register an authenticator that contains one of the credentials already registered with the relying party.',
} as const;

function isAllowed(feature: string): boolean {
  const { featurePolicy } = document as Document & {
    readonly featurePolicy?: { allowsFeature(feature: string): boolean };
  };
  return featurePolicy?.allowsFeature(feature) ?? true;
}

function focused(): Promise<void> {
  if (document.hasFocus()) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, FOCUS_WITHIN_MS);
    window.addEventListener(
      'focus',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
