// The static methods, the methods for JSON and the signals.
import { type Check, section } from './check.ts';

interface Statics {
  parseCreationOptionsFromJSON(options: unknown): PublicKeyCredentialCreationOptions;
  parseRequestOptionsFromJSON(options: unknown): PublicKeyCredentialRequestOptions;
}

declare global {
  /** The checks run in the page, where no import is. */
  const statics: Statics & Readonly<Record<string, (...given: readonly unknown[]) => Promise<unknown>>>;
}

export const STATIC_CHECKS: readonly Check[] = [
  ...section('5.1.6, isUserVerifyingPlatformAuthenticatorAvailable', {
    'there is an authenticator of this device': () =>
      PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable(),
    'it is told by a promise, whatever is given': () =>
      kit.endOf(() => statics['isUserVerifyingPlatformAuthenticatorAvailable']!(1, 2)),
  }),
  ...section('5.1.7, isConditionalMediationAvailable', {
    'conditional mediation is there': () => PublicKeyCredential.isConditionalMediationAvailable(),
    'it is told by a promise': () => kit.endOf(() => PublicKeyCredential.isConditionalMediationAvailable()),
  }),
  ...section('5.1.8, getClientCapabilities', {
    'the capabilities of the client': () => statics['getClientCapabilities']!(),
    'the capabilities are listed in this order': async () =>
      Object.keys((await statics['getClientCapabilities']!()) as object),
    'the capabilities are a plain object of its own each time': async () => {
      const [one, two] = await Promise.all([
        statics['getClientCapabilities']!(),
        statics['getClientCapabilities']!(),
      ]);
      return [Object.getPrototypeOf(one) === Object.prototype, one === two];
    },
  }),
  ...section('5.1.9, parseCreationOptionsFromJSON', {
    'creation options are read from JSON': () => {
      const { challenge, user, excludeCredentials } = statics.parseCreationOptionsFromJSON({
        rp: { name: 'Ankra' },
        user: { id: 'AQID', name: 'ada', displayName: 'Ada' },
        challenge: 'BAUG',
        pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
        excludeCredentials: [{ type: 'public-key', id: 'BwgJ' }],
      });
      return [challenge, user.id, excludeCredentials?.[0]?.id].map((one) => kit.sizeOf(one as ArrayBuffer));
    },
    'what was read from JSON makes a credential': async () => {
      const publicKey = statics.parseCreationOptionsFromJSON({
        rp: { name: 'Ankra' },
        user: { id: 'AQIDBA', name: 'ada', displayName: 'Ada' },
        challenge: 'BAUG',
        pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
        authenticatorSelection: { userVerification: 'discouraged' },
      });
      const made = (await navigator.credentials.create({ publicKey })) as PublicKeyCredential;
      return kit.clientData(made)['challenge'];
    },
    'what is no base64url is refused': () =>
      kit.endOf(() => Promise.resolve().then(() => statics.parseCreationOptionsFromJSON({ challenge: '*' }))),
    'options without a member that is required are refused': () =>
      kit.endOf(() => Promise.resolve().then(() => statics.parseCreationOptionsFromJSON({}))),
  }),
  ...section('5.1.10, parseRequestOptionsFromJSON', {
    'request options are read from JSON': () => {
      const { challenge, allowCredentials } = statics.parseRequestOptionsFromJSON({
        challenge: 'BAUG',
        allowCredentials: [{ type: 'public-key', id: 'BwgJ' }],
      });
      return [challenge, allowCredentials?.[0]?.id].map((one) => kit.sizeOf(one as ArrayBuffer));
    },
    'inputs for PRF are read from JSON': () => {
      const { extensions } = statics.parseRequestOptionsFromJSON({
        challenge: 'BAUG',
        extensions: { prf: { eval: { first: 'AQID' } } },
      });
      return kit.sizeOf((extensions as { prf: { eval: { first: ArrayBuffer } } }).prf.eval.first);
    },
    'a request without a challenge is refused': () =>
      kit.endOf(() => Promise.resolve().then(() => statics.parseRequestOptionsFromJSON({}))),
  }),
  ...section('5.1.11, signal methods', {
    'an unknown credential is told': () =>
      kit.endOf(() => statics['signalUnknownCredential']!({ rpId: location.hostname, credentialId: 'AAAA' })),
    'all accepted credentials are told': () =>
      kit.endOf(() =>
        statics['signalAllAcceptedCredentials']!({
          rpId: location.hostname,
          userId: 'CQkJ',
          allAcceptedCredentialIds: ['AAAA'],
        }),
      ),
    'the details of a user are told': () =>
      kit.endOf(() =>
        statics['signalCurrentUserDetails']!({
          rpId: location.hostname,
          userId: 'CQkJ',
          name: 'ada',
          displayName: 'Ada',
        }),
      ),
    'a credential that was disowned in the same breath does not sign in': async () => {
      const { id, rawId } = await kit.create({ authenticatorSelection: { residentKey: 'required' } });
      void statics['signalUnknownCredential']!({ rpId: location.hostname, credentialId: id });
      return kit.endOf(() => kit.get({ allowCredentials: [{ type: 'public-key', id: rawId }], timeout: 1 }));
    },
    'a credential whose user is said to have others does not sign in': async () => {
      const { rawId } = await kit.create({
        authenticatorSelection: { residentKey: 'required' },
        user: { id: Uint8Array.of(9, 9, 9), name: 'ada', displayName: 'Ada' },
      });
      void statics['signalAllAcceptedCredentials']!({
        rpId: location.hostname,
        userId: 'CQkJ',
        allAcceptedCredentialIds: ['AQIDBA'],
      });
      return kit.endOf(() => kit.get({ allowCredentials: [{ type: 'public-key', id: rawId }], timeout: 1 }));
    },
    'a signal fulfils with nothing': async () =>
      (await statics['signalUnknownCredential']!({ rpId: location.hostname, credentialId: 'AAAA' })) ===
      undefined,
    'a signal without its options is refused': () => kit.endOf(() => statics['signalUnknownCredential']!()),
    'a signal without an id is refused': () =>
      kit.endOf(() => statics['signalUnknownCredential']!({ rpId: location.hostname })),
    'a signal with an id that is no base64url is refused': () =>
      kit.endOf(() => statics['signalUnknownCredential']!({ rpId: location.hostname, credentialId: 'a=b' })),
    'a signal for the rp id of another site is refused': () =>
      kit.endOf(() => statics['signalUnknownCredential']!({ rpId: 'bank.example', credentialId: 'AAAA' })),
    'a signal with a user id that is no base64url is refused': () =>
      kit.endOf(() =>
        statics['signalAllAcceptedCredentials']!({
          rpId: location.hostname,
          userId: '*',
          allAcceptedCredentialIds: [],
        }),
      ),
    'the options of a signal are read once': async () => {
      const { options, reads } = kit.watched({ rpId: location.hostname, credentialId: 'AAAA' });
      await statics['signalUnknownCredential']!(options);
      return reads;
    },
    'a getter of a signal’s options that throws rejects with that': () =>
      kit.endOf(() =>
        statics['signalUnknownCredential']!({
          rpId: location.hostname,
          get credentialId() {
            throw new RangeError('of the page');
          },
        }),
      ),
  }),
  ...section('5.1, toJSON', {
    'the members of a credential in JSON': async () => {
      const json = (await kit.create()).toJSON() as unknown as Record<string, object>;
      return [Object.keys(json), Object.keys(json['response']!)];
    },
    'an assertion in JSON': async () => {
      const json = (await kit.signIn()).toJSON() as unknown as Record<string, object>;
      return [Object.keys(json).toSorted(), Object.keys(json['response']!).toSorted()];
    },
    'JSON.stringify takes a credential': async () => {
      const made = await kit.create();
      const { id, rawId, type } = JSON.parse(JSON.stringify(made)) as Record<string, unknown>;
      return [id === made.id, rawId === made.id, type];
    },
    'JSON says what the getters say': async () => {
      const made = await kit.create();
      const { response } = made.toJSON() as unknown as { response: Record<string, unknown> };
      const own = made.response as AuthenticatorAttestationResponse;
      return [
        response['publicKeyAlgorithm'] === own.getPublicKeyAlgorithm(),
        JSON.stringify(response['transports']) === JSON.stringify(own.getTransports()),
        typeof response['attestationObject'],
        typeof response['authenticatorData'],
        typeof response['publicKey'],
      ];
    },
    'JSON holds the results of the extensions': async () => {
      const made = await kit.create({ extensions: { credProps: true } });
      const json = made.toJSON() as unknown as { clientExtensionResults: object };
      return [Object.keys(json.clientExtensionResults), Object.keys(made.getClientExtensionResults())];
    },
    'toJSON is a new object each time': async () => {
      const made = await kit.create();
      return (made.toJSON() as unknown) === made.toJSON();
    },
  }),
];
