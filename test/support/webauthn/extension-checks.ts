// The extensions of section 10, the rp id, and places in which there are no ceremonies.
import { type Check, section } from './check.ts';

export const EXTENSION_CHECKS: readonly Check[] = [
  ...section('10.1.3, credProps', {
    'credProps is answered where it is asked': async () =>
      Object.keys((await kit.create({ extensions: { credProps: true } })).getClientExtensionResults()),
    'credProps of a credential that must be found': async () => {
      const made = await kit.create({
        extensions: { credProps: true },
        authenticatorSelection: { residentKey: 'required' },
      });
      return made.getClientExtensionResults().credProps;
    },
    'credProps of a credential that need not be found': async () => {
      const made = await kit.create({
        extensions: { credProps: true },
        authenticatorSelection: { residentKey: 'discouraged' },
      });
      return made.getClientExtensionResults().credProps;
    },
    'credProps false is not answered': async () =>
      (await kit.create({ extensions: { credProps: false } })).getClientExtensionResults(),
    'credProps at a sign-in': () => kit.endOf(() => kit.signIn({ extensions: { credProps: true } })),
    'nothing is answered where nothing is asked': async () =>
      (await kit.create()).getClientExtensionResults(),
    'the results are a new object each time': async () => {
      const made = await kit.create({ extensions: { credProps: true } });
      return made.getClientExtensionResults() === made.getClientExtensionResults();
    },
    'extensions null': async () => (await kit.create({ extensions: null })).getClientExtensionResults(),
    'an invented extension is ignored': async () =>
      (await kit.create({ extensions: { invented: { anything: 1 } } })).getClientExtensionResults(),
  }),
  ...section('10.1.4, prf', {
    'prf is enabled at a creation': async () => {
      const made = await kit.create({
        extensions: { prf: {} },
        authenticatorSelection: { userVerification: 'required' },
      });
      return made.getClientExtensionResults();
    },
    'prf is evaluated at a sign-in, over 32 bytes': async () => {
      const verified = { userVerification: 'required' };
      const signed = await kit.signIn(
        { extensions: { prf: { eval: { first: Uint8Array.of(1) } } }, ...verified },
        { extensions: { prf: {} }, authenticatorSelection: verified },
      );
      const { prf } = signed.getClientExtensionResults() as {
        prf: { results: { first: ArrayBuffer; second?: ArrayBuffer } };
      };
      return [Object.keys(prf), Object.keys(prf.results), kit.sizeOf(prf.results.first)];
    },
    'prf is evaluated over two inputs': async () => {
      const verified = { userVerification: 'required' };
      const signed = await kit.signIn(
        { extensions: { prf: { eval: { first: Uint8Array.of(1), second: Uint8Array.of(2) } } }, ...verified },
        { extensions: { prf: {} }, authenticatorSelection: verified },
      );
      const { results } = signed.getClientExtensionResults().prf as unknown as {
        results: Record<string, ArrayBuffer>;
      };
      return Object.entries(results).map(([name, value]) => [name, kit.sizeOf(value)]);
    },
    'the same input gives the same result': async () => {
      const authenticatorSelection = { userVerification: 'required' };
      const { rawId } = await kit.create({ extensions: { prf: {} }, authenticatorSelection });
      const results: string[] = [];
      for (const first of [1, 1, 2]) {
        const signed = await kit.get({
          allowCredentials: [{ type: 'public-key', id: rawId }],
          extensions: { prf: { eval: { first: Uint8Array.of(first) } } },
          userVerification: 'required',
        });
        const { prf } = signed.getClientExtensionResults() as { prf: { results: { first: ArrayBuffer } } };
        results.push(kit.hex(prf.results.first));
      }
      return [results[0] === results[1], results[1] === results[2]];
    },
    'prf evaluated by credential': async () => {
      const authenticatorSelection = { userVerification: 'required' };
      const { id, rawId } = await kit.create({ extensions: { prf: {} }, authenticatorSelection });
      const signed = await kit.get({
        allowCredentials: [{ type: 'public-key', id: rawId }],
        extensions: { prf: { evalByCredential: { [id]: { first: Uint8Array.of(1) } } } },
        userVerification: 'required',
      });
      return Object.keys((signed.getClientExtensionResults() as { prf: { results: object } }).prf.results);
    },
    'prf by credential at a creation': () =>
      kit.endOf(() =>
        kit.create({ extensions: { prf: { evalByCredential: { AQID: { first: Uint8Array.of(1) } } } } }),
      ),
    'prf by credential without allowed ones': () =>
      kit.endOf(() =>
        kit.get({ extensions: { prf: { evalByCredential: { AQID: { first: Uint8Array.of(1) } } } } }),
      ),
    'prf by a credential that is not allowed': async () => {
      const { rawId } = await kit.create();
      return kit.endOf(() =>
        kit.get({
          allowCredentials: [{ type: 'public-key', id: rawId }],
          extensions: { prf: { evalByCredential: { AQID: { first: Uint8Array.of(1) } } } },
        }),
      );
    },
    'prf by an id that is no base64url': async () => {
      const { rawId } = await kit.create();
      return kit.endOf(() =>
        kit.get({
          allowCredentials: [{ type: 'public-key', id: rawId }],
          extensions: { prf: { evalByCredential: { '*': { first: Uint8Array.of(1) } } } },
        }),
      );
    },
    'prf without an input at a sign-in': async () =>
      (
        await kit.signIn({ extensions: { prf: {} } }, { extensions: { prf: {} } })
      ).getClientExtensionResults(),
    'prf at a creation that need not verify': async () =>
      (await kit.create({ extensions: { prf: {} } })).getClientExtensionResults(),
    'prf without the first input': () => kit.endOf(() => kit.create({ extensions: { prf: { eval: {} } } })),
    'prf with a text for the input': () =>
      kit.endOf(() => kit.create({ extensions: { prf: { eval: { first: 'text' } } } })),
    'prf with a text for itself': () => kit.endOf(() => kit.create({ extensions: { prf: 'text' } })),
  }),
  ...section('10.1.1, 10.1.2, 10.1.5, others', {
    'a large blob is read at a sign-in': async () =>
      (await kit.signIn({ extensions: { largeBlob: { read: true } } })).getClientExtensionResults(),
    'a large blob is written at a sign-in': async () =>
      (
        await kit.signIn({ extensions: { largeBlob: { write: Uint8Array.of(1) } } })
      ).getClientExtensionResults(),
    'a large blob is written by whichever credential is found': () =>
      kit.endOf(() => kit.get({ extensions: { largeBlob: { write: Uint8Array.of(1) } } })),
    'what is answered to a large blob without a wish': async () =>
      (await kit.create({ extensions: { largeBlob: {} } })).getClientExtensionResults(),
    'hmacCreateSecret at a creation': async () =>
      Object.keys((await kit.create({ extensions: { hmacCreateSecret: true } })).getClientExtensionResults()),
    'a credential blob is asked for at a sign-in': async () =>
      (await kit.signIn({ extensions: { getCredBlob: true } })).getClientExtensionResults(),
    'another site’s client on a remote desktop': () =>
      kit.endOf(() =>
        kit.create({
          extensions: {
            remoteDesktopClientOverride: { origin: 'https://bank.example', sameOriginWithAncestors: false },
          },
        }),
      ),
    'a large blob that is preferred': async () =>
      Object.keys(
        (
          await kit.create({ extensions: { largeBlob: { support: 'preferred' } } })
        ).getClientExtensionResults(),
      ),
    'an invented support of large blobs': () =>
      kit.endOf(() => kit.create({ extensions: { largeBlob: { support: 'invented' } } })),
    'a large blob is read at a creation': () =>
      kit.endOf(() => kit.create({ extensions: { largeBlob: { read: true } } })),
    'a large blob is read and written at once': () =>
      kit.endOf(() => kit.get({ extensions: { largeBlob: { read: true, write: Uint8Array.of(1) } } })),
    'a large blob’s support at a sign-in': () =>
      kit.endOf(() => kit.get({ extensions: { largeBlob: { support: 'preferred' } } })),
    'appid at a creation': () => kit.endOf(() => kit.create({ extensions: { appid: location.origin } })),
    'appidExclude at a sign-in': () =>
      kit.endOf(() => kit.get({ extensions: { appidExclude: location.origin } })),
    'appidExclude of another site': () =>
      kit.endOf(() => kit.create({ extensions: { appidExclude: 'https://bank.example' } })),
    'minPinLength is asked': async () =>
      (await kit.create({ extensions: { minPinLength: true } })).getClientExtensionResults(),
    'a credential blob is to be kept': async () =>
      Object.keys(
        (await kit.create({ extensions: { credBlob: Uint8Array.of(1) } })).getClientExtensionResults(),
      ),
    'a protection that is preferred': () =>
      kit.endOf(() => kit.create({ extensions: { credentialProtectionPolicy: 'userVerificationOptional' } })),
    'an invented protection': () =>
      kit.endOf(() => kit.create({ extensions: { credentialProtectionPolicy: 'invented' } })),
  }),
  ...section('10.1.1, 10.1.2, ids of before', {
    'appid of the site at a sign-in': async () =>
      (
        await kit.signIn({ extensions: { appid: `${location.origin}/ids.json` } })
      ).getClientExtensionResults(),
    'appid of another site at a sign-in': () =>
      kit.endOf(() => kit.signIn({ extensions: { appid: 'https://bank.example' } })),
    'appidExclude of the site at a creation': async () =>
      (
        await kit.create({ extensions: { appidExclude: `${location.origin}/ids.json` } })
      ).getClientExtensionResults(),
  }).map((check) => ({ ...check, at: 'suffix' })),
];
