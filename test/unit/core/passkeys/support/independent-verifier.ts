// A site of its own: reads the attestation by a CBOR decoder and checks signatures by WebCrypto, sharing nothing with src.
import { decodeCBOR } from '@levischuck/tiny-cbor';

type Buffered = Uint8Array<ArrayBuffer>;

const IMPORTS = {
  [-7]: { name: 'ECDSA', namedCurve: 'P-256' },
  [-8]: { name: 'Ed25519' },
  [-257]: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
} as const;
const CHECKS = { ...IMPORTS, [-7]: { name: 'ECDSA', hash: 'SHA-256' } } as const;

/** Whether the assertion's signature holds, by the key that `getPublicKey()` gives and by the one in the attestation. */
export async function independentlyVerified(
  algorithm: -7 | -8 | -257,
  registration: { readonly publicKey: Buffered; readonly attestationObject: Buffered },
  assertion: { readonly authenticatorData: Buffered; readonly signature: Buffered },
  clientData: Buffered,
): Promise<{ readonly bySpki: boolean; readonly byCoseKey: boolean }> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', clientData));
  const signed = new Uint8Array([...assertion.authenticatorData, ...hash]);
  const signature = algorithm === -7 ? rawSignature(assertion.signature) : assertion.signature;
  const keys = await Promise.all([
    crypto.subtle.importKey('spki', registration.publicKey, IMPORTS[algorithm], false, ['verify']),
    crypto.subtle.importKey('jwk', jwkOf(registration.attestationObject), IMPORTS[algorithm], false, [
      'verify',
    ]),
  ]);
  const [bySpki, byCoseKey] = await Promise.all(
    keys.map((key) => crypto.subtle.verify(CHECKS[algorithm], key, signature, signed)),
  );
  return { bySpki: bySpki === true, byCoseKey: byCoseKey === true };
}

function jwkOf(attestationObject: Buffered): JsonWebKey {
  const attestation = decodeCBOR(attestationObject) as Map<string, Buffered>;
  const data = attestation.get('authData') ?? new Uint8Array();
  const idLength = new DataView(data.buffer, data.byteOffset).getUint16(53);
  const key = decodeCBOR(data.slice(55 + idLength)) as Map<number, number | Buffered>;
  const member = (label: number) => Buffer.from(key.get(label) as Buffered).toString('base64url');
  if (key.get(1) === 2) return { kty: 'EC', crv: 'P-256', x: member(-2), y: member(-3) };
  if (key.get(1) === 1) return { kty: 'OKP', crv: 'Ed25519', x: member(-2) };
  return { kty: 'RSA', n: member(-1), e: member(-2) };
}

/** SEQUENCE { INTEGER r, INTEGER s } to r and s of 32 bytes each. */
function rawSignature(der: Buffered): Buffered {
  const rLength = der[3] ?? 0;
  const r = der.slice(4, 4 + rLength);
  const s = der.slice(6 + rLength);
  return new Uint8Array([...fixed(r), ...fixed(s)]);
}

function fixed(integer: Buffered): Buffered {
  const digits = integer.slice(Math.max(0, integer.length - 32));
  return new Uint8Array([...new Uint8Array(32 - digits.length), ...digits]);
}
