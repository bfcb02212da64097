import * as hashWasmModule from 'hash-wasm';
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { KdfReply, KdfRequest } from '../../../src/platform/kdf.ts';
import golden from '../../vectors/vault/format-1.json' with { type: 'json' };

vi.mock('hash-wasm', async (original) => {
  const real = await original<typeof hashWasmModule>();
  return { ...real, argon2id: vi.fn(real.argon2id) };
});

const hashWasm = vi.mocked(hashWasmModule.argon2id);
const replies: KdfReply[] = [];
let deliver: (request: KdfRequest) => void = () => undefined;

beforeAll(async () => {
  vi.stubGlobal('self', {
    addEventListener: (_type: string, listener: (event: { data: KdfRequest }) => void) => {
      deliver = (data) => listener({ data });
    },
    postMessage: (reply: KdfReply) => void replies.push(reply),
  });
  await import('../../../src/platform/kdf.worker.ts');
});
beforeEach(() => {
  replies.length = 0;
});

const REQUEST: KdfRequest = {
  passphrase: new TextEncoder().encode(golden.passphrase.normalize('NFKC')),
  salt: new Uint8Array(Buffer.from(golden.salt, 'hex')),
  kdf: golden.kdf,
  outputLength: 32,
};

async function derive(request: KdfRequest): Promise<string> {
  deliver(request);
  const reply = await vi.waitFor(() => replies.at(0) ?? Promise.reject(new Error('no reply yet')), 20_000);
  return reply.ok ? Buffer.from(reply.derivedKey).toString('hex') : reply.reason;
}

describe('the worker that turns a passphrase into a key', () => {
  test('gives the key of the golden vault', async () => {
    expect(await derive(REQUEST)).toBe(golden.derivedKey);
    expect(hashWasm).toHaveBeenCalledOnce();
  });

  test('gives the same key where WebAssembly is refused', async () => {
    hashWasm.mockRejectedValueOnce(new WebAssembly.CompileError('refused by policy'));
    expect(await derive(REQUEST)).toBe(golden.derivedKey);
  });

  test('answers with a reason, and without the passphrase, when neither can', async () => {
    hashWasm.mockRejectedValueOnce(new Error('no memory'));
    const impossible = { ...REQUEST, kdf: { ...REQUEST.kdf, parallelism: 0 } };
    expect(await derive(impossible)).toBe('Error');
  });
});
