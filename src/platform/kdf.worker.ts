import { scriptArgon2, wasmArgon2 } from './argon2-engines.ts';
import { testArgon2 } from './argon2-self-test.ts';
import type { KdfReply, KdfRequest } from './kdf.ts';

/** Begun before anything is asked for: a worker that is started early has compiled and tested its engine by then. */
const wasmVerdict = testArgon2(wasmArgon2);

self.addEventListener('message', (event: MessageEvent<KdfRequest>) => {
  derive(event.data).then(
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
