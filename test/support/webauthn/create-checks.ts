// The arguments of create: which are refused, by which error, in which order.
import { type Check, section } from './check.ts';

export const CREATE_CHECKS: readonly Check[] = [
  ...section('WebIDL 3.2.17, missing and wrong members', {
    'create without arguments': () => kit.endOf(() => navigator.credentials.create()),
    'create with empty options': () => kit.endOf(() => navigator.credentials.create({})),
    'create with null': () => kit.endOf(() => navigator.credentials.create(null as never)),
    'create with a number for options': () => kit.endOf(() => navigator.credentials.create(1 as never)),
    'create with publicKey undefined': () =>
      kit.endOf(() => navigator.credentials.create({ publicKey: undefined } as never)),
    'create with publicKey null': () =>
      kit.endOf(() => navigator.credentials.create({ publicKey: null } as never)),
    'create with a text for publicKey': () =>
      kit.endOf(() => navigator.credentials.create({ publicKey: 'text' } as never)),
    'create with an empty publicKey': () =>
      kit.endOf(() => navigator.credentials.create({ publicKey: {} } as never)),
    'create without rp': () => kit.endOf(() => kit.create({ rp: undefined })),
    'create with null for rp': () => kit.endOf(() => kit.create({ rp: null })),
    'create with a text for rp': () => kit.endOf(() => kit.create({ rp: 'Ankra' })),
    'create without the name of the rp': () => kit.endOf(() => kit.create({ rp: {} })),
    'create with a symbol for the name of the rp': () =>
      kit.endOf(() => kit.create({ rp: { name: Symbol('x') } })),
    'create without user': () => kit.endOf(() => kit.create({ user: undefined })),
    'create without the id of the user': () =>
      kit.endOf(() => kit.create({ user: { name: 'a', displayName: 'b' } })),
    'create without the name of the user': () =>
      kit.endOf(() => kit.create({ user: { id: Uint8Array.of(1), displayName: 'b' } })),
    'create without the display name of the user': () =>
      kit.endOf(() => kit.create({ user: { id: Uint8Array.of(1), name: 'a' } })),
    'create with a text for the id of the user': () =>
      kit.endOf(() => kit.create({ user: { id: 'text', name: 'a', displayName: 'b' } })),
    'create without a challenge': () => kit.endOf(() => kit.create({ challenge: undefined })),
    'create with null for the challenge': () => kit.endOf(() => kit.create({ challenge: null })),
    'create with a text for the challenge': () => kit.endOf(() => kit.create({ challenge: 'text' })),
    'create with an array for the challenge': () => kit.endOf(() => kit.create({ challenge: [1, 2, 3] })),
    'create with a number for the challenge': () => kit.endOf(() => kit.create({ challenge: 1 })),
    'create with a challenge in growing memory': () =>
      kit.endOf(() =>
        kit.create({
          challenge: new (ArrayBuffer as never as new (size: number, more: object) => ArrayBuffer)(16, {
            maxByteLength: 32,
          }),
        }),
      ),
    'create without pubKeyCredParams': () => kit.endOf(() => kit.create({ pubKeyCredParams: undefined })),
    'create with an object for pubKeyCredParams': () => kit.endOf(() => kit.create({ pubKeyCredParams: {} })),
    'create with a parameter without its algorithm': () =>
      kit.endOf(() => kit.create({ pubKeyCredParams: [{ type: 'public-key' }] })),
    'create with a parameter without its type': () =>
      kit.endOf(() => kit.create({ pubKeyCredParams: [{ alg: -7 }] })),
    'create with a parameter that is a number': () => kit.endOf(() => kit.create({ pubKeyCredParams: [-7] })),
    'create with a big integer for the algorithm': () =>
      kit.endOf(() => kit.create({ pubKeyCredParams: [{ type: 'public-key', alg: -7n }] })),
    'create with a text for authenticatorSelection': () =>
      kit.endOf(() => kit.create({ authenticatorSelection: 'text' })),
    'create with a number for excludeCredentials': () =>
      kit.endOf(() => kit.create({ excludeCredentials: 1 })),
    'create with an excluded credential without an id': () =>
      kit.endOf(() => kit.create({ excludeCredentials: [{ type: 'public-key' }] })),
    'create with a text for the id of an excluded credential': () =>
      kit.endOf(() => kit.create({ excludeCredentials: [{ type: 'public-key', id: 'AQID' }] })),
    'create with a text for extensions': () => kit.endOf(() => kit.create({ extensions: 'text' })),
    'create with a symbol for attestation': () => kit.endOf(() => kit.create({ attestation: Symbol('x') })),
    'create with a number for transports': () =>
      kit.endOf(() =>
        kit.create({ excludeCredentials: [{ type: 'public-key', id: Uint8Array.of(1), transports: 1 }] }),
      ),
  }),
  ...section('WebIDL 3.2.17, the order of errors', {
    'a missing challenge goes before a getter of rp that throws': () =>
      kit.endOf(() => {
        const publicKey = {
          ...kit.creation().publicKey,
          challenge: undefined,
          get rp(): never {
            throw new RangeError('of the page');
          },
        };
        return navigator.credentials.create({ publicKey } as never);
      }),
    'a getter that throws goes before what comes later': () =>
      kit.endOf(() => {
        const publicKey = {
          ...kit.creation().publicKey,
          get challenge(): never {
            throw new RangeError('of the page');
          },
          user: 1,
        };
        return navigator.credentials.create({ publicKey } as never);
      }),
    'a getter of publicKey that throws rejects with that': () =>
      kit.endOf(() =>
        navigator.credentials.create({
          get publicKey(): never {
            throw new RangeError('of the page');
          },
        }),
      ),
    'an iterator that throws rejects with that': () =>
      kit.endOf(() =>
        kit.create({
          pubKeyCredParams: {
            *[Symbol.iterator](): Generator<object> {
              yield { type: 'public-key', alg: -7 };
              throw new RangeError('of the page');
            },
          },
        }),
      ),
    'a toString that throws rejects with that': () =>
      kit.endOf(() =>
        kit.create({
          rp: {
            name: {
              toString(): never {
                throw new RangeError('of the page');
              },
            },
          },
        }),
      ),
    'a wrong type goes before a wrong rp id': () =>
      kit.endOf(() => kit.create({ rp: { name: 'x', id: 'bank.example' }, timeout: Symbol('x') })),
    'a user id of a wrong length goes before a wrong rp id': () =>
      kit.endOf(() =>
        kit.create({
          rp: { name: 'x', id: 'bank.example' },
          user: { id: new Uint8Array(), name: 'a', displayName: 'b' },
        }),
      ),
    'a wrong rp id goes before algorithms of which none is known': () =>
      kit.endOf(() =>
        kit.create({
          rp: { name: 'x', id: 'bank.example' },
          pubKeyCredParams: [{ type: 'invented', alg: -7 }],
        }),
      ),
    'the members of create are read in this order, once': async () => {
      const { options, reads } = kit.watched(
        kit.creation({
          excludeCredentials: [{ type: 'public-key', id: Uint8Array.of(1) }],
          extensions: { credProps: true },
        }),
      );
      await navigator.credentials.create(options);
      // Which other kinds of credentials and extensions it knows differs from browser to browser.
      const known =
        'publicKey signal mediation attestation authenticatorSelection userVerification challenge excludeCredentials extensions credProps pubKeyCredParams rp timeout user displayName'.split(
          ' ',
        );
      return reads.filter((name) => known.includes(name));
    },
    'each member is read no more than once': async () => {
      const { options, reads } = kit.watched(kit.creation({ authenticatorSelection: {} }));
      await navigator.credentials.create(options);
      return ['publicKey', 'signal', 'challenge', 'rp', 'user', 'timeout', 'extensions', 'attestation'].map(
        (name) => reads.filter((one) => one === name).length,
      );
    },
  }),
  ...section('5.1.3 step 7, the id of the user', {
    'create with an empty user id': () =>
      kit.endOf(() => kit.create({ user: { id: new Uint8Array(), name: 'a', displayName: 'b' } })),
    'create with a user id of 65 bytes': () =>
      kit.endOf(() => kit.create({ user: { id: new Uint8Array(65), name: 'a', displayName: 'b' } })),
    'create with a user id of 64 bytes': () =>
      kit.endOf(() => kit.create({ user: { id: new Uint8Array(64), name: 'a', displayName: 'b' } })),
    'create with empty names': () =>
      kit.endOf(() =>
        kit.create({ rp: { name: '' }, user: { id: Uint8Array.of(1), name: '', displayName: '' } }),
      ),
    'create with long names': () =>
      kit.endOf(() =>
        kit.create({ user: { id: Uint8Array.of(1), name: 'n'.repeat(500), displayName: 'd'.repeat(500) } }),
      ),
  }),
  ...section('5.1.3 steps 9 and 10, pubKeyCredParams', {
    'an empty list of algorithms stands for ES256 and RS256': async () => {
      const made = await kit.create({ pubKeyCredParams: [] });
      return (made.response as AuthenticatorAttestationResponse).getPublicKeyAlgorithm();
    },
    'no algorithm that is known': () =>
      kit.endOf(() => kit.create({ pubKeyCredParams: [{ type: 'public-key', alg: 4242 }] })),
    'no kind of credential that is known': () =>
      kit.endOf(() => kit.create({ pubKeyCredParams: [{ type: 'invented', alg: -7 }] })),
    'unknown kinds and algorithms beside a known one': async () => {
      const made = await kit.create({
        pubKeyCredParams: [
          { type: 'invented', alg: -257 },
          { type: 'public-key', alg: 4242 },
          { type: 'public-key', alg: -7 },
        ],
      });
      return (made.response as AuthenticatorAttestationResponse).getPublicKeyAlgorithm();
    },
    'the first of two algorithms is taken': async () => {
      const made = await kit.create({
        pubKeyCredParams: [
          { type: 'public-key', alg: -257 },
          { type: 'public-key', alg: -7 },
        ],
      });
      return (made.response as AuthenticatorAttestationResponse).getPublicKeyAlgorithm();
    },
    'an algorithm is a number of 32 bits': async () => {
      const made = await kit.create({ pubKeyCredParams: [{ type: 'public-key', alg: 2 ** 32 - 7 }] });
      return (made.response as AuthenticatorAttestationResponse).getPublicKeyAlgorithm();
    },
    'an algorithm in a text is read': async () => {
      const made = await kit.create({ pubKeyCredParams: [{ type: 'public-key', alg: '-7' }] });
      return (made.response as AuthenticatorAttestationResponse).getPublicKeyAlgorithm();
    },
    'EdDSA alone': async () => {
      const made = await kit.create({ pubKeyCredParams: [{ type: 'public-key', alg: -8 }] });
      return (made.response as AuthenticatorAttestationResponse).getPublicKeyAlgorithm();
    },
    'parameters may come from any iterable': () =>
      kit.endOf(() => kit.create({ pubKeyCredParams: new Set([{ type: 'public-key', alg: -7 }]) })),
    'one algorithm a hundred times': () =>
      kit.endOf(() =>
        kit.create({
          pubKeyCredParams: Array.from({ length: 100 }, () => ({ type: 'public-key', alg: -7 })),
        }),
      ),
  }),
];
