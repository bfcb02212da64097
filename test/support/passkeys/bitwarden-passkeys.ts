import { generateKeyPairSync } from 'node:crypto';

/** One of `fido2Credentials` as Bitwarden writes it, with a key that signs. */
export function bitwardenPasskey(
  more: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    credentialId: '0f6a3a2e-5b1c-4d7e-9f80-112233445566',
    keyType: 'public-key',
    keyAlgorithm: 'ECDSA',
    keyCurve: 'P-256',
    keyValue: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64url'),
    rpId: 'example.com',
    userHandle: Buffer.from('user-1').toString('base64url'),
    userName: 'ada@example.com',
    counter: '0',
    rpName: 'Example',
    userDisplayName: 'Ada',
    discoverable: 'true',
    creationDate: '2024-05-06T07:08:09.123Z',
    ...more,
  };
}

/** An export with one item for each passkey. */
export function bitwardenFile(passkeys: readonly Readonly<Record<string, unknown>>[]): string {
  const items = passkeys.map((passkey, index) => ({
    id: `item ${index}`,
    type: 1,
    name: `Item ${index + 1}`,
    login: { uris: [], username: passkey['userName'], totp: null, fido2Credentials: [passkey] },
  }));
  return JSON.stringify({ encrypted: false, folders: [], items });
}
