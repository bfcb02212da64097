import * as crypto from 'node:crypto';
import * as nobleModule from '@noble/hashes/argon2.js';
import * as hashWasmModule from 'hash-wasm';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { KdfExpectation, KdfReply, KdfRequest } from '../../../src/platform/crypto/kdf.ts';
import { SELF_TEST, SELF_TEST_ANSWER } from '../../../src/platform/crypto/argon2-self-test.ts';
import golden from '../../vectors/vault/format-1.json' with { type: 'json' };

vi.mock('@noble/hashes/argon2.js', async (original) => {
  const real = await original<typeof nobleModule>();
  return { ...real, argon2id: vi.fn(real.argon2id) };
});
vi.mock('hash-wasm', async (original) => {
  const real = await original<typeof hashWasmModule>();
  return { ...real, argon2id: vi.fn(real.argon2id) };
});

const hashWasm = vi.mocked(hashWasmModule.argon2id);
const noble = vi.mocked(nobleModule.argon2id);
const replies: KdfReply[] = [];
let deliver: (request: KdfRequest | KdfExpectation) => void = () => undefined;

beforeEach(async () => {
  replies.length = 0;
  vi.stubGlobal('self', {
    addEventListener: (_type: string, listener: (event: { data: KdfRequest | KdfExpectation }) => void) => {
      deliver = (data) => listener({ data });
    },
    postMessage: (reply: KdfReply) => void replies.push(reply),
  });
});
afterEach(() => {
  vi.resetAllMocks();
});

/** A worker of its own: it tests its engine as soon as it is loaded. */
async function startWorker(): Promise<void> {
  vi.resetModules();
  await import('../../../src/platform/crypto/kdf.worker.ts');
}

const REQUEST: KdfRequest = {
  passphrase: new TextEncoder().encode(golden.passphrase.normalize('NFKC')),
  salt: new Uint8Array(Buffer.from(golden.salt, 'hex')),
  kdf: golden.kdf,
  outputLength: 32,
  purpose: 'open',
};

async function derive(request: KdfRequest): Promise<string> {
  await startWorker();
  deliver(request);
  const reply = await vi.waitFor(() => replies.at(0) ?? Promise.reject(new Error('no reply yet')), 20_000);
  return reply.ok ? Buffer.from(reply.derivedKey).toString('hex') : reply.reason;
}

const CREATE: KdfRequest = { ...REQUEST, purpose: 'create' };
const refused = () => Promise.reject(new WebAssembly.CompileError('refused by policy'));
const isSelfTest = (memoryKib: number) => memoryKib === SELF_TEST.kdf.memoryKib;

/** hash-wasm that computes something else, in the self-test too. */
function breakWasm(): void {
  hashWasm.mockImplementation(() => Promise.resolve(new Uint8Array(32).fill(7) as never));
}

function breakScript(): void {
  noble.mockImplementation(() => new Uint8Array(32).fill(7));
}

describe('the worker that turns a passphrase into a key', () => {
  test('gives the key of the golden vault, by WebAssembly', async () => {
    expect(await derive(REQUEST)).toBe(golden.derivedKey);
    expect(hashWasm).toHaveBeenCalledTimes(2);
    expect(noble).not.toHaveBeenCalled();
  });

  test('tests both implementations before it makes a new key', async () => {
    expect(await derive(CREATE)).toBe(golden.derivedKey);
    expect(noble.mock.calls.map(([, , options]) => options?.m)).toEqual([SELF_TEST.kdf.memoryKib]);
  });

  test.each([REQUEST, CREATE])('gives the same key where WebAssembly is refused', async (request) => {
    hashWasm.mockImplementation(refused);
    expect(await derive(request)).toBe(golden.derivedKey);
  });

  test('gives the same key where WebAssembly runs out of memory', async () => {
    const real = hashWasm.getMockImplementation();
    hashWasm.mockImplementation((options) => (isSelfTest(options.memorySize) ? real!(options) : refused()));
    expect(await derive(REQUEST)).toBe(golden.derivedKey);
    expect(noble.mock.calls).toHaveLength(2);
  });

  test('opens by JavaScript where WebAssembly computes something else, and creates nothing with it', async () => {
    breakWasm();
    expect(await derive(REQUEST)).toBe(golden.derivedKey);
    replies.length = 0;
    breakWasm();
    expect(await derive(CREATE)).toBe('SelfTestError');
  });

  test('creates nothing where JavaScript computes something else, and opens by WebAssembly', async () => {
    breakScript();
    expect(await derive(REQUEST)).toBe(golden.derivedKey);
    replies.length = 0;
    breakScript();
    expect(await derive(CREATE)).toBe('SelfTestError');
  });

  test('gives no key at all where neither is right', async () => {
    breakScript();
    breakWasm();
    expect(await derive(REQUEST)).toBe('SelfTestError');
  });

  test('answers with a reason, and without the passphrase, when neither can', async () => {
    hashWasm.mockImplementation(refused);
    const impossible = { ...REQUEST, kdf: { ...REQUEST.kdf, parallelism: 0 } };
    expect(await derive(impossible)).toBe('Error');
  });
});

describe('memory that is taken while the passphrase is typed', () => {
  const argon2Instances = vi.fn();
  const { instantiate } = WebAssembly;

  /** As the worker finds it: how often an instance of Argon2 is made is counted. */
  beforeEach(() => {
    argon2Instances.mockReset();
    WebAssembly.instantiate = ((module: WebAssembly.Module, imports?: WebAssembly.Imports) => {
      const exports = WebAssembly.Module.exports(module).map(({ name }) => name);
      if (exports.includes('Hash_SetMemorySize')) argon2Instances();
      return instantiate(module, imports);
    }) as typeof instantiate;
  });
  afterEach(() => {
    WebAssembly.instantiate = instantiate;
  });

  async function deriveAfter(expected: KdfExpectation, request: KdfRequest): Promise<string> {
    await startWorker();
    deliver(expected);
    await vi.waitFor(() => expect(argon2Instances).toHaveBeenCalledTimes(2));
    deliver(request);
    const reply = await vi.waitFor(() => replies.at(0) ?? Promise.reject(new Error('no reply yet')), 20_000);
    return reply.ok ? Buffer.from(reply.derivedKey).toString('hex') : reply.reason;
  }

  test('is what the derivation works in, and the key is the same', async () => {
    expect(await deriveAfter({ expected: golden.kdf }, REQUEST)).toBe(golden.derivedKey);
    expect(argon2Instances).toHaveBeenCalledTimes(2);
  });

  test('for other parameters is given back', async () => {
    expect(await deriveAfter({ expected: { memoryKib: 32 * 1024 } }, REQUEST)).toBe(golden.derivedKey);
    expect(argon2Instances).toHaveBeenCalledTimes(3);
  });

  test('that there is not enough of leaves the derivation as it is', async () => {
    await startWorker();
    deliver({ expected: { memoryKib: 2 ** 31 } });
    deliver(REQUEST);
    const reply = await vi.waitFor(() => replies.at(0) ?? Promise.reject(new Error('no reply yet')), 20_000);
    expect(reply).toMatchObject({ ok: true });
    expect(reply.ok && Buffer.from(reply.derivedKey).toString('hex')).toBe(golden.derivedKey);
  });
});

describe('the answer of the self-test', () => {
  test.skipIf(!('argon2Sync' in crypto))('is that of a third, independent implementation', () => {
    const { passphrase: message, salt: nonce, kdf, outputLength: tagLength } = SELF_TEST;
    const { memoryKib: memory, iterations: passes, parallelism } = kdf;
    const given = crypto.argon2Sync('argon2id', { message, nonce, memory, passes, parallelism, tagLength });
    expect(given.toString('hex')).toBe(SELF_TEST_ANSWER);
  });
});
