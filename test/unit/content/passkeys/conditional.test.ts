import { beforeEach, describe, expect, test } from 'vitest';
import { ConditionalGet, type ConditionalParts } from '../../../../src/content/passkeys/conditional.ts';
import type { PasskeyBegun, PasskeyOutcome } from '../../../../src/messaging/passkey-protocol.ts';

const ASK = { type: 'get' } as never;
const THEIRS = { id: 'of the browser' } as Credential;
const SIGNED = { kind: 'signed', id: 'ours' } as PasskeyOutcome;
const DECLINED = { kind: 'failed', name: 'NotAllowedError' } as const;

/** What the browser and the background do is up to the test. */
let native: { signal: AbortSignal; settle: PromiseWithResolvers<Credential | null> };
let waits: PromiseWithResolvers<PasskeyBegun>[];
let outcomes: Map<string, PromiseWithResolvers<PasskeyOutcome>>;
let said: string[];
let isNativeThere: boolean;

beforeEach(() => {
  waits = [];
  outcomes = new Map();
  said = [];
  isNativeThere = true;
});

function start(changes: Partial<ConditionalParts> = {}): ConditionalGet {
  const get = new ConditionalGet({
    native: (signal) => {
      native = { signal, settle: Promise.withResolvers() };
      signal.addEventListener('abort', () => native.settle.reject(signal.reason), { once: true });
      return native.settle.promise;
    },
    isNativeThere: async () => isNativeThere,
    ask: async () => ASK,
    link: {
      wait: () => {
        waits.push(Promise.withResolvers());
        return waits.at(-1)!.promise;
      },
      stop: () => void said.push('stop'),
      outcome: (id) => {
        outcomes.set(id, Promise.withResolvers());
        return outcomes.get(id)!.promise;
      },
      abort: (id) => void said.push(`abort ${id}`),
    },
    signal: undefined,
    credentialOf: ({ id }) => ({ id }) as Credential,
    ...changes,
  });
  // A page may look at its promise later than it is rejected.
  get.answer.catch(() => undefined);
  return get;
}

const pick = (id: string) => waits.at(-1)?.resolve({ kind: 'asking', id });
const settled = () => new Promise((resolve) => setImmediate(resolve));
/** What has become of the promise that the page has. */
async function answerOf({ answer }: ConditionalGet): Promise<unknown> {
  await settled();
  return Promise.race([
    answer.then(
      (credential) => credential?.id ?? null,
      (error: unknown) => (error instanceof DOMException ? error.name : error),
    ),
    settled().then(() => 'waiting'),
  ]);
}

describe('a page that waits for a passkey', () => {
  test('waits at the browser and here at once', async () => {
    const get = start();
    expect(await answerOf(get)).toBe('waiting');
    expect(waits).toHaveLength(1);
    expect(native.signal.aborted).toBe(false);
  });

  test('gets the one of ours that was picked, and the browser stops', async () => {
    const get = start();
    await settled();
    pick('c1');
    await settled();
    outcomes.get('c1')?.resolve(SIGNED);
    expect(await answerOf(get)).toBe('ours');
    expect(native.signal.aborted).toBe(true);
  });

  test('gets the one of the browser where that is first, and nothing is offered any more', async () => {
    const get = start();
    await settled();
    native.settle.resolve(THEIRS);
    expect(await answerOf(get)).toBe(THEIRS.id);
    expect(said).toEqual(['stop']);
    pick('c1');
    await settled();
    expect(said).toEqual(['stop', 'abort c1']);
  });

  test('gets the one of the browser even while our window asks, which is closed then', async () => {
    const get = start();
    await settled();
    pick('c1');
    await settled();
    native.settle.resolve(THEIRS);
    expect(await answerOf(get)).toBe(THEIRS.id);
    expect(said).toEqual(['abort c1']);
    outcomes.get('c1')?.resolve(SIGNED);
    expect(await answerOf(get)).toBe(THEIRS.id);
  });

  test('is told nothing of a window that was closed, and is offered ours again', async () => {
    const get = start();
    await settled();
    pick('c1');
    await settled();
    outcomes.get('c1')?.resolve(DECLINED);
    expect(await answerOf(get)).toBe('waiting');
    expect(native.signal.aborted).toBe(false);
    expect(waits).toHaveLength(2);
    pick('c2');
    await settled();
    outcomes.get('c2')?.resolve(SIGNED);
    expect(await answerOf(get)).toBe('ours');
  });

  test('gives up by its signal, with its reason, in both places', async () => {
    const controller = new AbortController();
    const get = start({ signal: controller.signal });
    await settled();
    controller.abort('gone on');
    expect(await answerOf(get)).toBe('gone on');
    expect(native.signal.aborted).toBe(true);
    expect(said).toEqual(['stop']);
  });

  test('ends as aborted where the page asks in another way, so that the browser is free for that', async () => {
    const get = start();
    await settled();
    get.supersede();
    expect(await answerOf(get)).toBe('AbortError');
    expect(native.signal.aborted).toBe(true);
    expect(said).toEqual(['stop']);
    get.supersede();
    expect(said).toEqual(['stop']);
  });
});

test('a second one that the browser refuses takes nothing from the first', async () => {
  const first = start();
  const second = start({ ask: () => first.answer.then(() => ASK) });
  await settled();
  native.settle.reject(new DOMException('', 'OperationError'));
  expect(await answerOf(second)).toBe('OperationError');
  expect(said).toEqual([]);
  pick('c1');
  await settled();
  outcomes.get('c1')?.resolve(SIGNED);
  expect(await answerOf(first)).toBe('ours');
});

describe('the browser', () => {
  test('refuses for both', async () => {
    const get = start();
    await settled();
    native.settle.reject(new DOMException('', 'SecurityError'));
    expect(await answerOf(get)).toBe('SecurityError');
    expect(said).toEqual(['stop']);
  });

  test.each([
    ['has nothing to offer of ours', { ask: async () => undefined }],
    ['does not accept the arguments', { ask: () => Promise.reject(new TypeError()) }],
  ])('is alone with a page that %s', async (_name, changes) => {
    const get = start(changes);
    expect(await answerOf(get)).toBe('waiting');
    expect(waits).toEqual([]);
    native.settle.resolve(THEIRS);
    expect(await answerOf(get)).toBe(THEIRS.id);
  });

  test('is alone once the background has nothing of ours', async () => {
    const get = start();
    await settled();
    waits[0]?.resolve({ kind: 'native' });
    expect(await answerOf(get)).toBe('waiting');
    expect(waits).toHaveLength(1);
    native.settle.resolve(THEIRS);
    expect(await answerOf(get)).toBe(THEIRS.id);
  });

  test('without a place for its own leaves ours alone', async () => {
    isNativeThere = false;
    const get = start();
    await settled();
    native.settle.reject(new DOMException('', 'NotSupportedError'));
    expect(await answerOf(get)).toBe('waiting');
    pick('c1');
    await settled();
    outcomes.get('c1')?.resolve(SIGNED);
    expect(await answerOf(get)).toBe('ours');
  });

  test('with a place for its own is right where it does not support what is asked', async () => {
    const get = start();
    await settled();
    native.settle.reject(new DOMException('', 'NotSupportedError'));
    expect(await answerOf(get)).toBe('NotSupportedError');
  });
});
