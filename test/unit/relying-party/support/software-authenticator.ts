import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { concatBytes } from '../../../../src/core/bytes/bytes.ts';
import { encodeCbor } from './cbor.ts';

export type KeyKind = 'ES256' | 'Ed25519' | 'RS256' | 'ES384' | 'RS1';

export interface Deviations {
  readonly type?: string;
  readonly origin?: string;
  readonly challenge?: string;
  readonly crossOrigin?: boolean;
  readonly topOrigin?: string;
  readonly rpId?: string;
  /** UP 1, UV 4, BE 8, BS 16. */
  readonly flags?: number;
  readonly signCount?: number;
  readonly userHandle?: string | null;
  readonly signWith?: KeyObject;
}

interface Options {
  readonly challenge: string;
  readonly rpId?: string;
  readonly rp?: { readonly id: string };
  readonly user?: { readonly id: string };
  readonly excludeCredentials?: readonly { readonly id: string }[];
}

const UP_UV = 0x05;
const ATTESTED = 0x40;

/** An authenticator and the browser before it, in one object with one credential: what the site gets from a real pair. */
export class SoftwareAuthenticator {
  readonly credentialId: string;
  readonly #privateKey: KeyObject;
  readonly #publicKey: KeyObject;
  readonly #kind: KeyKind;
  readonly #origin: string;
  #userHandle = '';
  #signCount = 0;
  excluded: readonly string[] = [];

  constructor(origin: string, seed: number | string = 1, kind: KeyKind = 'ES256') {
    this.#origin = origin;
    this.#kind = kind;
    this.credentialId = createHash('sha256').update(`${kind}${seed}`).digest('base64url');
    ({ privateKey: this.#privateKey, publicKey: this.#publicKey } = generateKey(kind));
  }

  /** What `navigator.credentials.create` gives, as JSON. */
  create(options: Options, deviations: Deviations = {}): string {
    this.#userHandle = options.user?.id ?? '';
    this.excluded = (options.excludeCredentials ?? []).map(({ id }) => id);
    const id = Buffer.from(this.credentialId, 'base64url');
    const length = Uint8Array.of(id.length >> 8, id.length & 0xff);
    const key = encodeCbor(coseKey(this.#publicKey, this.#kind));
    const authData = concatBytes(
      this.#authenticatorData(options.rp?.id ?? '', {
        ...deviations,
        flags: (deviations.flags ?? UP_UV) | ATTESTED,
      }),
      new Uint8Array(16),
      length,
      id,
      key,
    );
    const attestation = new Map<string, unknown>([
      ['fmt', 'none'],
      ['attStmt', new Map()],
      ['authData', authData],
    ]);
    return this.#answer({
      clientDataJSON: base64url(this.#clientData('webauthn.create', options, deviations)),
      attestationObject: base64url(encodeCbor(attestation)),
      transports: ['internal'],
    });
  }

  /** What `navigator.credentials.get` gives, as JSON. */
  get(options: Options, deviations: Deviations = {}): string {
    this.#signCount += 1;
    const clientData = this.#clientData('webauthn.get', options, deviations);
    const authData = this.#authenticatorData(options.rpId ?? '', deviations);
    const signed = concatBytes(authData, createHash('sha256').update(clientData).digest());
    const hash = this.#kind === 'Ed25519' ? null : 'sha256';
    return this.#answer({
      clientDataJSON: base64url(clientData),
      authenticatorData: base64url(authData),
      signature: base64url(sign(hash, signed, deviations.signWith ?? this.#privateKey)),
      userHandle: deviations.userHandle === undefined ? this.#userHandle : deviations.userHandle,
    });
  }

  #answer(response: object): string {
    const id = this.credentialId;
    return JSON.stringify({ id, rawId: id, type: 'public-key', clientExtensionResults: {}, response });
  }

  #clientData(type: string, options: Options, deviations: Deviations): Buffer {
    const {
      challenge = options.challenge,
      origin = this.#origin,
      crossOrigin = false,
      topOrigin,
    } = deviations;
    return Buffer.from(
      JSON.stringify({ type: deviations.type ?? type, challenge, origin, crossOrigin, topOrigin }),
    );
  }

  #authenticatorData(rpId: string, { rpId: other, flags = UP_UV, signCount }: Deviations): Uint8Array {
    const rpIdHash = createHash('sha256')
      .update(other ?? rpId)
      .digest();
    const rest = Buffer.alloc(5);
    rest.writeUInt8(flags, 0);
    rest.writeUInt32BE(signCount ?? this.#signCount, 1);
    return concatBytes(rpIdHash, rest);
  }
}

function generateKey(kind: KeyKind): { readonly publicKey: KeyObject; readonly privateKey: KeyObject } {
  if (kind === 'Ed25519') return generateKeyPairSync('ed25519');
  if (kind === 'RS256') return generateKeyPairSync('rsa', { modulusLength: 2048 });
  if (kind === 'RS1') return generateKeyPairSync('rsa', { modulusLength: 1024 });
  return generateKeyPairSync('ec', { namedCurve: kind === 'ES384' ? 'P-384' : 'P-256' });
}

function coseKey(publicKey: KeyObject, kind: KeyKind): Map<number, unknown> {
  const { x = '', y = '', n = '', e = '' } = publicKey.export({ format: 'jwk' });
  const bytes = (text: string) => Buffer.from(text, 'base64url');
  if (kind === 'Ed25519') {
    return new Map<number, unknown>([
      [1, 1],
      [3, -8],
      [-1, 6],
      [-2, bytes(x)],
    ]);
  }
  if (kind === 'RS256' || kind === 'RS1') {
    return new Map<number, unknown>([
      [1, 3],
      [3, -257],
      [-1, bytes(n)],
      [-2, bytes(e)],
    ]);
  }
  const [algorithm, curve] = kind === 'ES384' ? [-35, 2] : [-7, 1];
  return new Map<number, unknown>([
    [1, 2],
    [3, algorithm],
    [-1, curve],
    [-2, bytes(x)],
    [-3, bytes(y)],
  ]);
}

function base64url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}
