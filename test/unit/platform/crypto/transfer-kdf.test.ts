import { argon2Sync, pbkdf2Sync, scryptSync } from 'node:crypto';
import * as hashWasmModule from 'hash-wasm';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { transferKdf } from '../../../../src/platform/crypto/transfer-kdf.ts';

// Real parameters take their time where many programs share the machine.
vi.setConfig({ testTimeout: 60_000 });

vi.mock('hash-wasm', async (original) => {
  const real = await original<typeof hashWasmModule>();
  return { ...real, argon2id: vi.fn(real.argon2id) };
});

const hashWasm = vi.mocked(hashWasmModule.argon2id);
const passphrase = new Uint8Array(Buffer.from('correct horse – ✓'));
const salt = new Uint8Array(Buffer.from('a salt of 19 bytes.'));
const ARGON2 = { kind: 'argon2id', memoryKib: 1024, iterations: 2, parallelism: 4, length: 32 } as const;

function argon2ByNode(): Buffer {
  return argon2Sync('argon2id', {
    message: passphrase,
    nonce: salt,
    tagLength: 32,
    memory: 1024,
    passes: 2,
    parallelism: 4,
  });
}

async function derived(job: Parameters<typeof transferKdf.derive>[2]): Promise<string> {
  const key = await transferKdf.derive(passphrase, salt, job);
  return key.ok ? Buffer.from(key.value).toString('hex') : key.error;
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('the derivations of foreign files are those of Node', () => {
  test.each(['SHA-1', 'SHA-256', 'SHA-512'] as const)('PBKDF2 with %s', async (hash) => {
    const expected = pbkdf2Sync(passphrase, salt, 1000, 32, hash.replace('-', ''));
    expect(await derived({ kind: 'pbkdf2', hash, iterations: 1000, length: 32 })).toBe(
      expected.toString('hex'),
    );
  });

  test('PBKDF2 with an empty passphrase', async () => {
    const job = { kind: 'pbkdf2', hash: 'SHA-256', iterations: 10, length: 32 } as const;
    const key = await transferKdf.derive(new Uint8Array(), salt, job);
    expect(key.ok && Buffer.from(key.value)).toEqual(pbkdf2Sync('', salt, 10, 32, 'sha256'));
  });

  test('scrypt', async () => {
    const expected = scryptSync(passphrase, salt, 32, { N: 1024, r: 8, p: 2 });
    expect(await derived({ kind: 'scrypt', n: 1024, r: 8, p: 2, length: 32 })).toBe(expected.toString('hex'));
  });

  test('Argon2id', async () => {
    expect(await derived(ARGON2)).toBe(argon2ByNode().toString('hex'));
    expect(hashWasm).toHaveBeenCalledOnce();
  });

  test('Argon2id where WebAssembly is refused', async () => {
    hashWasm.mockRejectedValueOnce(new WebAssembly.CompileError('refused by policy'));
    expect(await derived(ARGON2)).toBe(argon2ByNode().toString('hex'));
  });
});

test('a machine without the memory says so instead of failing', async () => {
  hashWasm.mockRejectedValueOnce(new RangeError('WebAssembly.Memory(): could not allocate memory'));
  vi.stubGlobal('Uint32Array', function refuse() {
    throw new RangeError('Array buffer allocation failed');
  });
  expect(await derived(ARGON2)).toBe('not-enough-memory');
});
