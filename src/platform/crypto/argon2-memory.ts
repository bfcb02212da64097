// Argon2 writes to all of its memory, and a system gives memory page by page, as each is written to for the first time: a
// fifth of a derivation of 64 MiB is that (213 ms without, 169 ms with memory that was written to before). So the memory
// is taken while the passphrase is typed. hash-wasm makes an instance of its module for every call and has no way to hand
// one in: here its own is made early, and is what its next call is given. Nothing has run in it.

interface Argon2Exports {
  readonly memory: WebAssembly.Memory;
  readonly Hash_GetBuffer: () => number;
  readonly Hash_SetMemorySize: (bytes: number) => void;
}

/** The unit in which systems give memory; where theirs is larger, some writes are for nothing. */
const SYSTEM_PAGE = 4096;
/** As hash-wasm asks for it: one block beside the memory of the parameters. */
const EXTRA_BYTES = 1024;

type Instantiate = (
  module: WebAssembly.Module,
  imports?: WebAssembly.Imports,
) => Promise<WebAssembly.Instance>;

export class Argon2Memory {
  readonly #instantiate: Instantiate;
  #module: WebAssembly.Module | undefined;
  #ready: { readonly instance: WebAssembly.Instance; readonly memoryKib: number } | undefined;

  /** From now on instances of Argon2 are made here; the module is known once it was used. */
  constructor(wasm: { instantiate: Instantiate }) {
    this.#instantiate = wasm.instantiate.bind(wasm);
    wasm.instantiate = (module, imports) => this.#instance(module, imports);
  }

  /** Takes this memory and writes to each of its pages. Where that fails the derivation takes its own, as ever. */
  async take(memoryKib: number): Promise<void> {
    if (this.#module === undefined) return;
    const instance = await this.#instantiate(this.#module, {});
    const { memory, Hash_GetBuffer, Hash_SetMemorySize } = instance.exports as unknown as Argon2Exports;
    // It places its buffer once, at the end of the memory that there is: before it grows.
    const start = Hash_GetBuffer();
    Hash_SetMemorySize(memoryKib * 1024 + EXTRA_BYTES);
    const bytes = new Uint8Array(memory.buffer);
    if (bytes.length - start < memoryKib * 1024) return;
    // Zeros, which is what is there: Argon2 finds the memory as a new instance has it.
    for (let at = start; at < bytes.length; at += SYSTEM_PAGE) bytes[at] = 0;
    this.#ready = { instance, memoryKib };
  }

  /** What was taken for other parameters is given back. */
  keepOnly(memoryKib: number): void {
    if (this.#ready?.memoryKib !== memoryKib) this.#ready = undefined;
  }

  #instance(module: WebAssembly.Module, imports?: WebAssembly.Imports): Promise<WebAssembly.Instance> {
    if (!isArgon2(module)) return this.#instantiate(module, imports);
    const ready = module === this.#module ? this.#ready : undefined;
    this.#module = module;
    this.#ready = undefined;
    return ready === undefined ? this.#instantiate(module, imports) : Promise.resolve(ready.instance);
  }
}

/** Of the modules of hash-wasm this one alone takes memory on request. */
function isArgon2(module: unknown): boolean {
  return (
    module instanceof WebAssembly.Module &&
    WebAssembly.Module.exports(module).some(({ name }) => name === 'Hash_SetMemorySize')
  );
}
