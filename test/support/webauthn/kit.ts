// oxlint-disable typescript/unbound-method -- a descriptor's functions are looked at, not called
// What the checks share inside of the page. It is put there as one function, so it may use nothing from outside of it.

/** In a page, as `kit`. */
export interface Kit {
  /** Options of a ceremony that succeeds, with members in the place of those; undefined leaves one out. */
  creation(more?: object): CredentialCreationOptions;
  request(more?: object): CredentialRequestOptions;
  create(more?: object): Promise<PublicKeyCredential>;
  get(more?: object): Promise<PublicKeyCredential>;
  /** Makes one, and asks for that one. */
  signIn(more?: object, made?: object): Promise<PublicKeyCredential>;
  /** How a promise, or the call that returns it, ends: as `fulfilled`, `TypeError`, `DOMException NotAllowedError`. */
  endOf(call: () => unknown): Promise<string>;
  authenticatorData(credential: PublicKeyCredential): Promise<Readonly<Record<string, boolean | number>>>;
  clientData(credential: PublicKeyCredential): Readonly<Record<string, unknown>>;
  /** Members in the order in which they are read, from the options and the dictionaries in it. */
  watched(options: object): { readonly options: object; readonly reads: readonly string[] };
  descriptorOf(owner: object, name: string): string;
  hex(buffer: ArrayBuffer): string;
  sizeOf(buffer: ArrayBuffer | null): string;
}

declare global {
  const kit: Kit;
}

export function installKit(): void {
  const bytesOf = (size: number) => crypto.getRandomValues(new Uint8Array(size));
  const creation: Kit['creation'] = (more = {}) => ({
    publicKey: Object.assign(
      {
        rp: { name: 'Ankra' },
        user: { id: Uint8Array.of(1, 2, 3, 4), name: 'ada@example.com', displayName: 'Ada' },
        challenge: bytesOf(16),
        pubKeyCredParams: [{ type: 'public-key' as const, alg: -7 }],
        authenticatorSelection: { userVerification: 'discouraged' as const },
      },
      more,
    ),
  });
  const request: Kit['request'] = (more = {}) => ({
    publicKey: Object.assign({ challenge: bytesOf(16), userVerification: 'discouraged' as const }, more),
  });
  const create: Kit['create'] = async (more) =>
    (await navigator.credentials.create(creation(more))) as PublicKeyCredential;
  const get: Kit['get'] = async (more) =>
    (await navigator.credentials.get(request(more))) as PublicKeyCredential;
  const authenticatorData: Kit['authenticatorData'] = async ({ response }) => {
    const answer = response as AuthenticatorAssertionResponse & AuthenticatorAttestationResponse;
    const bytes = new Uint8Array(answer.authenticatorData ?? answer.getAuthenticatorData());
    const flags = bytes[32] ?? 0;
    const counter = new DataView(bytes.buffer).getUint32(33);
    const bit = (at: number) => (flags & (1 << at)) !== 0;
    return { UP: bit(0), UV: bit(2), BE: bit(3), BS: bit(4), AT: bit(6), ED: bit(7), counter };
  };
  const kitOfPage: Kit = {
    creation,
    request,
    create,
    get,
    signIn: async (more, made) => {
      const { rawId } = await create(made);
      return get({ allowCredentials: [{ type: 'public-key', id: rawId }], ...more });
    },
    endOf: async (call) => {
      let promise: unknown;
      try {
        promise = call();
      } catch (error) {
        return `thrown at once: ${String(error)}`;
      }
      if (typeof (promise as Promise<unknown> | null)?.then !== 'function')
        return `no promise: ${String(promise)}`;
      try {
        const value: unknown = await promise;
        return value === null ? 'fulfilled with null' : 'fulfilled';
      } catch (error) {
        if (error instanceof DOMException) return `DOMException ${error.name}`;
        return error instanceof Error ? error.name : `rejected with ${String(error)}`;
      }
    },
    authenticatorData,
    clientData: ({ response }) =>
      JSON.parse(new TextDecoder().decode(response.clientDataJSON)) as Record<string, unknown>,
    watched: (options) => {
      const reads: string[] = [];
      const watch = (value: unknown): unknown => {
        if (
          typeof value !== 'object' ||
          value === null ||
          ArrayBuffer.isView(value) ||
          value instanceof ArrayBuffer
        )
          return value;
        if (Array.isArray(value)) return value.map(watch);
        return new Proxy(value, {
          get(target, name) {
            if (typeof name === 'string') reads.push(name);
            return watch(Reflect.get(target, name));
          },
        });
      };
      return { options: watch(options) as object, reads };
    },
    descriptorOf: (owner, name) => {
      const { value, get: getter, set, ...rest } = Object.getOwnPropertyDescriptor(owner, name) ?? {};
      const kinds = [value, getter, set].map((one) => typeof one);
      return JSON.stringify([kinds, rest]);
    },
    hex: (buffer) => [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, '0')).join(''),
    sizeOf: (buffer) => (buffer === null ? 'null' : `${buffer.constructor.name} of ${buffer.byteLength}`),
  };
  const statics = typeof PublicKeyCredential === 'function' ? PublicKeyCredential : {};
  for (const [name, value] of Object.entries({ kit: kitOfPage, statics }))
    Object.defineProperty(globalThis, name, { value, configurable: true });
}
