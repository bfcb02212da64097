// Ceremonies that succeed, and what of the options shows in their answers.
import { type Check, section } from './check.ts';

export const CEREMONY_CHECKS: readonly Check[] = [
  ...section('5.4 and 5.5, times', {
    'create with a time of 0': () => kit.endOf(() => kit.create({ timeout: 0 })),
    'create with the longest time': () => kit.endOf(() => kit.create({ timeout: 2 ** 32 - 1 })),
    'create with a negative time': () => kit.endOf(() => kit.create({ timeout: -1 })),
    'create with a time that is no number': () => kit.endOf(() => kit.create({ timeout: 'soon' })),
    'create with endless time': () => kit.endOf(() => kit.create({ timeout: Infinity })),
    'create with a big integer for the time': () => kit.endOf(() => kit.create({ timeout: 60_000n })),
    'get with a time of 0': () => kit.endOf(() => kit.signIn({ timeout: 0 })),
  }),
  ...section('2.2.2 BufferSource', {
    'a challenge in an ArrayBuffer': async () =>
      kit.clientData(await kit.create({ challenge: Uint8Array.of(1, 2, 3).buffer }))['challenge'],
    'a challenge in a DataView': async () =>
      kit.clientData(
        await kit.create({ challenge: new DataView(Uint8Array.of(0, 1, 2, 3, 9).buffer, 1, 3) }),
      )['challenge'],
    'a challenge in a part of an array of 16 bits': async () =>
      kit.clientData(await kit.create({ challenge: new Uint16Array([1, 2, 3]).subarray(1) }))['challenge'],
    'a challenge of no bytes': async () =>
      kit.clientData(await kit.create({ challenge: new Uint8Array() }))['challenge'],
    'a challenge of 1024 bytes': async () =>
      String(kit.clientData(await kit.create({ challenge: new Uint8Array(1024) }))['challenge']).length,
    'a challenge of 8192 bytes': async () =>
      String(kit.clientData(await kit.create({ challenge: new Uint8Array(8192) }))['challenge']).length,
    'a challenge in shared memory': () =>
      kit.endOf(() =>
        kit.create({ challenge: new WebAssembly.Memory({ shared: true, initial: 1, maximum: 1 }).buffer }),
      ),
    'the id of a user in shared memory': () =>
      kit.endOf(() =>
        kit.create({
          user: {
            id: new Uint8Array(new WebAssembly.Memory({ shared: true, initial: 1, maximum: 1 }).buffer),
            name: 'a',
            displayName: 'b',
          },
        }),
      ),
    'a challenge from another realm': async () => {
      const frame = document.body.appendChild(document.createElement('iframe'));
      const { Uint8Array: Theirs } = frame.contentWindow as unknown as { Uint8Array: typeof Uint8Array };
      return kit.clientData(await kit.create({ challenge: Theirs.of(1, 2, 3) }))['challenge'];
    },
    'a challenge that changes during the ceremony': async () => {
      const challenge = Uint8Array.of(1, 2, 3);
      const making = kit.create({ challenge });
      challenge.fill(9);
      return kit.clientData(await making)['challenge'];
    },
    'a challenge whose memory goes away during the ceremony': async () => {
      const challenge = Uint8Array.of(1, 2, 3);
      const making = kit.create({ challenge });
      structuredClone(challenge, { transfer: [challenge.buffer] });
      return kit.clientData(await making)['challenge'];
    },
  }),
  ...section('5.8.1, client data', {
    'client data of a creation': async () => {
      const { type, origin, crossOrigin } = kit.clientData(await kit.create());
      return [type, origin === location.origin, crossOrigin];
    },
    'client data of a sign-in': async () => {
      const { type, origin, crossOrigin, topOrigin } = kit.clientData(await kit.signIn());
      return [type, origin === location.origin, crossOrigin, topOrigin];
    },
    'client data begins with these members in this order': async () =>
      Object.keys(kit.clientData(await kit.create())).slice(0, 4),
  }),
  ...section('6.1, authenticator data', {
    'the flags and the counter of a creation': async () => kit.authenticatorData(await kit.create()),
    'the flags of a sign-in': async () => {
      const { UP, UV, AT, ED } = await kit.authenticatorData(await kit.signIn());
      return { UP, UV, AT, ED };
    },
    'whether a sign-in’s credential may be backed up': async () =>
      (await kit.authenticatorData(await kit.signIn()))['BE'],
    'the counter of a second sign-in is the greater one': async () => {
      const { rawId } = await kit.create();
      const allowCredentials = [{ type: 'public-key', id: rawId }];
      const first = await kit.authenticatorData(await kit.get({ allowCredentials }));
      const second = await kit.authenticatorData(await kit.get({ allowCredentials }));
      return (second['counter'] as number) > (first['counter'] as number);
    },
    'the hash of the rp id comes first': async () => {
      const { response } = await kit.signIn();
      const hash = new Uint8Array(
        await crypto.subtle.digest('SHA-256', new TextEncoder().encode(location.hostname)),
      );
      const data = new Uint8Array((response as AuthenticatorAssertionResponse).authenticatorData);
      return hash.every((byte, at) => data[at] === byte);
    },
    'authenticator data is that of the attestation object': async () => {
      const response = (await kit.create()).response as AuthenticatorAttestationResponse;
      const whole = new Uint8Array(response.attestationObject);
      const data = new Uint8Array(response.getAuthenticatorData());
      return data.every((byte, at) => whole[whole.length - data.length + at] === byte);
    },
  }),
  ...section('5.2.1, the response of a creation', {
    'the public key is that of SubjectPublicKeyInfo for ES256': async () => {
      const response = (await kit.create()).response as AuthenticatorAttestationResponse;
      const key = await crypto.subtle.importKey(
        'spki',
        response.getPublicKey()!,
        { name: 'ECDSA', namedCurve: 'P-256' },
        true,
        ['verify'],
      );
      return [key.type, kit.sizeOf(response.getPublicKey())];
    },
    'the transports': async () =>
      ((await kit.create()).response as AuthenticatorAttestationResponse).getTransports(),
    'transports and public keys are new each time': async () => {
      const response = (await kit.create()).response as AuthenticatorAttestationResponse;
      return [
        response.getTransports() === response.getTransports(),
        response.getPublicKey() === response.getPublicKey(),
        response.getAuthenticatorData() === response.getAuthenticatorData(),
      ];
    },
    'the key verifies the signature of a sign-in': async () => {
      const made = await kit.create();
      const { response } = await kit.get({ allowCredentials: [{ type: 'public-key', id: made.rawId }] });
      const { signature, authenticatorData, clientDataJSON } = response as AuthenticatorAssertionResponse;
      const der = new Uint8Array(signature);
      const whole = (at: number) => der.slice(at + 2, at + 2 + der[at + 1]!);
      const [r, s] = [whole(2), whole(4 + der[3]!)].map((part) => {
        const padded = new Uint8Array(32);
        const bare = part.slice(Math.max(0, part.length - 32));
        padded.set(bare, 32 - bare.length);
        return padded;
      });
      const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', clientDataJSON));
      const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
      const spki = (made.response as AuthenticatorAttestationResponse).getPublicKey()!;
      const key = await crypto.subtle.importKey('spki', spki, algorithm, true, ['verify']);
      return crypto.subtle.verify(
        algorithm,
        key,
        Uint8Array.of(...r!, ...s!),
        Uint8Array.of(...new Uint8Array(authenticatorData), ...hash),
      );
    },
  }),
  ...section('5.4.7, attestation', {
    'the format without a wish': async () => {
      const { attestationObject } = (await kit.create()).response as AuthenticatorAttestationResponse;
      return /fmt[df](none|packed)/.exec(new TextDecoder('latin1').decode(attestationObject))?.[1];
    },
    'the format where none is wished': async () => {
      const { attestationObject } = (await kit.create({ attestation: 'none' }))
        .response as AuthenticatorAttestationResponse;
      return /fmt[df](none|packed)/.exec(new TextDecoder('latin1').decode(attestationObject))?.[1];
    },
    'indirect attestation is no reason to fail': () =>
      kit.endOf(() => kit.create({ attestation: 'indirect' })),
    'direct attestation is no reason to fail': () => kit.endOf(() => kit.create({ attestation: 'direct' })),
    'the format where it is wished directly': async () => {
      const { attestationObject } = (await kit.create({ attestation: 'direct' }))
        .response as AuthenticatorAttestationResponse;
      return /fmt[df](none|packed)/.exec(new TextDecoder('latin1').decode(attestationObject))?.[1];
    },
    'enterprise attestation is no reason to fail': () =>
      kit.endOf(() => kit.create({ attestation: 'enterprise' })),
    'an invented attestation is none': () => kit.endOf(() => kit.create({ attestation: 'invented' })),
    'the AAGUID without a wish': async () => {
      const response = (await kit.create()).response as AuthenticatorAttestationResponse;
      return kit.hex(response.getAuthenticatorData().slice(37, 53));
    },
  }),
  ...section('5.4.4, authenticatorSelection', {
    'a platform authenticator': async () =>
      (await kit.create({ authenticatorSelection: { authenticatorAttachment: 'platform' } }))
        .authenticatorAttachment,
    'a security key, where there is none': () =>
      kit.endOf(() =>
        kit.create({ authenticatorSelection: { authenticatorAttachment: 'cross-platform' }, timeout: 1 }),
      ),
    'an invented attachment is ignored': () =>
      kit.endOf(() => kit.create({ authenticatorSelection: { authenticatorAttachment: 'invented' } })),
    'invented residentKey and userVerification are ignored': () =>
      kit.endOf(() =>
        kit.create({ authenticatorSelection: { residentKey: 'invented', userVerification: 'invented' } }),
      ),
    'a resident key is required': () =>
      kit.endOf(() => kit.create({ authenticatorSelection: { residentKey: 'required' } })),
    'requireResidentKey of before': () =>
      kit.endOf(() => kit.create({ authenticatorSelection: { requireResidentKey: true } })),
    'verification is required, and done': async () =>
      (
        await kit.authenticatorData(
          await kit.create({ authenticatorSelection: { userVerification: 'required' } }),
        )
      )['UV'],
    'verification is required of a sign-in, and done': async () =>
      (await kit.authenticatorData(await kit.signIn({ userVerification: 'required' })))['UV'],
    'authenticatorSelection is null': () => kit.endOf(() => kit.create({ authenticatorSelection: null })),
    'hints are no reason to fail': () =>
      kit.endOf(() => kit.create({ hints: ['client-device', 'invented'] })),
  }),
  ...section('5.4.3, excludeCredentials', {
    'a credential that is there already': async () => {
      const { rawId } = await kit.create();
      return kit.endOf(() => kit.create({ excludeCredentials: [{ type: 'public-key', id: rawId }] }));
    },
    'one that is not there': () =>
      kit.endOf(() => kit.create({ excludeCredentials: [{ type: 'public-key', id: new Uint8Array(16) }] })),
    'one that is there, under an invented type': async () => {
      const { rawId } = await kit.create();
      return kit.endOf(() => kit.create({ excludeCredentials: [{ type: 'invented', id: rawId }] }));
    },
    'one that is there, with transports of another': async () => {
      const { rawId } = await kit.create();
      return kit.endOf(() =>
        kit.create({
          excludeCredentials: [{ type: 'public-key', id: rawId, transports: ['usb', 'invented'] }],
        }),
      );
    },
    'sixty that are not there': () =>
      kit.endOf(() =>
        kit.create({
          excludeCredentials: Array.from({ length: 60 }, (_, at) => ({
            type: 'public-key',
            id: new Uint8Array(16).fill(at),
          })),
        }),
      ),
  }),
];
