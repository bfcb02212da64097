import { argon2id as nobleArgon2id } from '@noble/hashes/argon2.js';
import { argon2id } from 'hash-wasm';
import type { KdfRequest, KdfReply } from './kdf.ts';

self.addEventListener('message', (event: MessageEvent<KdfRequest>) => {
  derive(event.data).then(
    (derivedKey) => reply({ ok: true, derivedKey }),
    (error: unknown) => reply({ ok: false, reason: error instanceof Error ? error.name : 'unknown' }),
  );
});

async function derive({ passphrase, salt, kdf, outputLength }: KdfRequest): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const derived = await argon2id({
      password: passphrase,
      salt,
      memorySize: kdf.memoryKib,
      iterations: kdf.iterations,
      parallelism: kdf.parallelism,
      hashLength: outputLength,
      outputType: 'binary',
    });
    return new Uint8Array(derived);
  } catch {
    // WebAssembly refused or out of its memory: the same function in JavaScript, about four times slower.
    const { memoryKib: m, iterations: t, parallelism: p } = kdf;
    return new Uint8Array(nobleArgon2id(passphrase, salt, { m, t, p, dkLen: outputLength }));
  }
}

function reply(message: KdfReply): void {
  self.postMessage(message);
}
