// The dictionaries of WebAuthn Level 3 and Credential Management Level 1: the members of the one that is inherited from
// first, each in the order of the alphabet, as browsers read them.
import { bytes, dictionary, flag, listOf, number, raw, recordOf, text } from './snapshot.ts';

const prfValues = dictionary({ first: bytes, second: bytes });

const extensions = dictionary({
  appid: text,
  appidExclude: text,
  credBlob: bytes,
  credProps: flag,
  credentialProtectionPolicy: text,
  enforceCredentialProtectionPolicy: flag,
  getCredBlob: flag,
  hmacCreateSecret: flag,
  largeBlob: dictionary({ read: flag, support: text, write: bytes }),
  minPinLength: flag,
  payment: raw,
  prf: dictionary({ eval: prfValues, evalByCredential: recordOf(prfValues) }),
});

const descriptors = listOf(dictionary({ id: bytes, transports: listOf(text), type: text }));

const creation = dictionary({
  attestation: text,
  attestationFormats: listOf(text),
  authenticatorSelection: dictionary({
    authenticatorAttachment: text,
    requireResidentKey: flag,
    residentKey: text,
    userVerification: text,
  }),
  challenge: bytes,
  excludeCredentials: descriptors,
  extensions,
  hints: listOf(text),
  pubKeyCredParams: listOf(dictionary({ alg: number, type: text })),
  rp: dictionary({ name: text, id: text }),
  timeout: number,
  user: dictionary({ name: text, displayName: text, id: bytes }),
});

const request = dictionary({
  allowCredentials: descriptors,
  challenge: bytes,
  extensions,
  hints: listOf(text),
  rpId: text,
  timeout: number,
  userVerification: text,
});

const others = { federated: raw, identity: raw, mediation: text, otp: raw, password: raw };

export const OPTIONS = {
  create: dictionary({ ...others, publicKey: creation, signal: raw }),
  get: dictionary({ digital: raw, ...others, publicKey: request, signal: raw }),
};

export const SIGNAL_OPTIONS = {
  signalUnknownCredential: dictionary({ credentialId: text, rpId: text }),
  signalAllAcceptedCredentials: dictionary({
    allAcceptedCredentialIds: listOf(text),
    rpId: text,
    userId: text,
  }),
  signalCurrentUserDetails: dictionary({ displayName: text, name: text, rpId: text, userId: text }),
};
