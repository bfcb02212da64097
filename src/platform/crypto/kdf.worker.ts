import { scriptArgon2, wasmArgon2 } from './argon2-engines.ts';
import { Argon2Memory } from './argon2-memory.ts';
import { testArgon2 } from './argon2-self-test.ts';
import type { KdfExpectation, KdfReply, KdfRequest } from './kdf.ts';

const memory = typeof WebAssembly === 'undefined' ? undefined : new Argon2Memory(WebAssembly);

/** Begun before anything is asked for: a worker that is started early has compiled and tested its engine by then. */
const wasmVerdict = testArgon2(wasmArgon2);

/** The memory that is being taken, if any: a derivation that comes meanwhile waits for it. */
let taking: Promise<void> = Promise.resolve();

self.addEventListener('message', ({ data }: MessageEvent<KdfRequest | KdfExpectation>) => {
  if (!('passphrase' in data)) {
    taking = wasmVerdict
      .then((verdict) => (verdict === 'right' ? memory?.take(data.expected.memoryKib) : undefined))
      // Less memory than is needed: the derivation says so itself, and has another way.
      .catch(() => undefined);
    return;
  }
  derive(data).then(
    (derivedKey) => reply({ ok: true, derivedKey }),
    (error: unknown) => reply({ ok: false, reason: error instanceof Error ? error.name : 'unknown' }),
  );
});

class SelfTestError extends Error {
  override readonly name = 'SelfTestError';
}

/**
 * Opening needs one implementation that is right; a new vault is only made where nothing is wrong with either, since a
 * key that no other browser can derive again is a vault that is lost.
 */
async function derive(request: KdfRequest): Promise<Uint8Array<ArrayBuffer>> {
  const wasm = await wasmVerdict;
  if (request.purpose === 'create' && wasm === 'wrong') throw new SelfTestError();
  if (wasm !== 'right' || request.purpose === 'create') await requireScript();
  if (wasm !== 'right') return scriptArgon2(request);
  await taking;
  memory?.keepOnly(request.kdf.memoryKib);
  try {
    return await wasmArgon2(request);
  } catch {
    // Out of its memory, for instance.
    await requireScript();
    return scriptArgon2(request);
  }
}

async function requireScript(): Promise<void> {
  if ((await testArgon2(scriptArgon2)) !== 'right') throw new SelfTestError();
}

function reply(message: KdfReply): void {
  self.postMessage(message);
}
