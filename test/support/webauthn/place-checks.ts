// Which page may ask for what: rp ids, frames, policies, pages that are none.
import { type Check, section } from './check.ts';

/** The site, one below another, and pages of both are the harness's: see places.ts. */
export const PLACE_CHECKS: readonly Check[] = [
  ...section('5.1.3 step 8, 5.1.4.1 step 7, the rp id', {
    'create for the host itself': () =>
      kit.endOf(() => kit.create({ rp: { name: 'x', id: location.hostname } })),
    'create for another site': () => kit.endOf(() => kit.create({ rp: { name: 'x', id: 'bank.example' } })),
    'create for what is above the site': () =>
      kit.endOf(() => kit.create({ rp: { name: 'x', id: 'localhost' } })),
    'create for what is below the host': () =>
      kit.endOf(() => kit.create({ rp: { name: 'x', id: `login.${location.hostname}` } })),
    'create for a text that the host ends with, without a dot': () =>
      kit.endOf(() => kit.create({ rp: { name: 'x', id: location.hostname.slice(1) } })),
    'create for an empty rp id': () => kit.endOf(() => kit.create({ rp: { name: 'x', id: '' } })),
    'create for null': () => kit.endOf(() => kit.create({ rp: { name: 'x', id: null } })),
    'create for the host in upper case': () =>
      kit.endOf(() => kit.create({ rp: { name: 'x', id: location.hostname.toUpperCase() } })),
    'create for the host with a dot at its end': () =>
      kit.endOf(() => kit.create({ rp: { name: 'x', id: `${location.hostname}.` } })),
    'create for the host with its port': () =>
      kit.endOf(() => kit.create({ rp: { name: 'x', id: location.host } })),
    'create for the origin': () => kit.endOf(() => kit.create({ rp: { name: 'x', id: location.origin } })),
    'create for an IP address': () => kit.endOf(() => kit.create({ rp: { name: 'x', id: '127.0.0.1' } })),
    'create for a host with a space': () =>
      kit.endOf(() => kit.create({ rp: { name: 'x', id: `${location.hostname} ` } })),
    'get for another site': () => kit.endOf(() => kit.get({ rpId: 'bank.example' })),
    'get for what is above the site': () => kit.endOf(() => kit.get({ rpId: 'localhost' })),
    'get for an empty rp id': () => kit.endOf(() => kit.get({ rpId: '' })),
    'get for the host itself': () => kit.endOf(() => kit.signIn({ rpId: location.hostname })),
    'get for the host in upper case': () =>
      kit.endOf(() => kit.signIn({ rpId: location.hostname.toUpperCase() })),
    'get for an IP address': () => kit.endOf(() => kit.get({ rpId: '127.0.0.1' })),
  }),
  ...section('5.1.3 step 8, a host below its site', {
    'create for the site above the host': () =>
      kit.endOf(() => kit.create({ rp: { name: 'x', id: location.hostname.replace(/^login\./, '') } })),
    'what was made for the site signs in on the host': async () => {
      const rpId = location.hostname.replace(/^login\./, '');
      return kit.endOf(() => kit.signIn({ rpId }, { rp: { name: 'x', id: rpId } }));
    },
    'what was made for the site does not sign in for the host': async () => {
      const { rawId } = await kit.create({
        rp: { name: 'x', id: location.hostname.replace(/^login\./, '') },
      });
      return kit.endOf(() => kit.get({ allowCredentials: [{ type: 'public-key', id: rawId }], timeout: 1 }));
    },
    'create for a site beside the host': () =>
      kit.endOf(() => kit.create({ rp: { name: 'x', id: location.hostname.replace(/^login\./, 'other.') } })),
  }).map((check) => ({ ...check, at: 'below' })),
  ...section('5.1.3 step 8, a host of many people', {
    'create for a public suffix of private owners': () =>
      kit.endOf(() => kit.create({ rp: { name: 'x', id: 'github.io' } })),
    'create for a public suffix': () => kit.endOf(() => kit.create({ rp: { name: 'x', id: 'io' } })),
    'get for a public suffix of private owners': () => kit.endOf(() => kit.get({ rpId: 'github.io' })),
  }).map((check) => ({ ...check, at: 'suffix' })),
  ...section('5.1.3 step 6, places without a site', {
    'create on an IP address': () => kit.endOf(() => kit.create()),
    'create on an IP address, which is named': () =>
      kit.endOf(() => kit.create({ rp: { name: 'x', id: '127.0.0.1' } })),
    'get on an IP address': () => kit.endOf(() => kit.get()),
  }).map((check) => ({ ...check, at: 'address' })),
  ...section('5.1, secure contexts', {
    'a page without encryption has no passkeys': () => [
      typeof PublicKeyCredential,
      typeof navigator.credentials,
      typeof CredentialsContainer,
    ],
  }).map((check) => ({ ...check, at: 'clear' })),
  ...section('5.1, opaque origins', {
    'a data: page has no passkeys': () => [typeof PublicKeyCredential, typeof navigator.credentials],
  }).map((check) => ({ ...check, at: 'data' })),
  ...section('5.1, opaque origins', {
    'create in a page that is confined by its policy': () => kit.endOf(() => kit.create()),
    'get in a page that is confined by its policy': () => kit.endOf(() => kit.get()),
  }).map((check) => ({ ...check, at: 'sandbox' })),
  ...section('5.9, permissions policy', {
    'create where the page’s policy forbids it': () => kit.endOf(() => kit.create()),
    'get where the page’s policy forbids it': () => kit.endOf(() => kit.get()),
    'a wrong type goes before the policy': () => kit.endOf(() => kit.create({ rp: 1 })),
  }).map((check) => ({ ...check, at: 'forbidden' })),
  ...section('5.10, frames', {
    'create in a frame of the same origin': () => framed('same', 'create'),
    'get in a frame of the same origin, for what is not there': () => framed('same', 'get'),
    'create in a frame of another origin': () => framed('other', 'create'),
    'get in a frame of another origin': () => framed('other', 'get'),
    'create in a frame of another origin that is allowed to': () =>
      framed('other', 'create', 'publickey-credentials-create *'),
    'get in a frame of another origin that is allowed to, for what is not there': () =>
      framed('other', 'get', 'publickey-credentials-get *'),
    'create in a frame without an origin': () => framed('opaque', 'create', 'publickey-credentials-create *'),
    'get in a frame without an origin': () => framed('opaque', 'get', 'publickey-credentials-get *'),
    'a frame of the page’s own text has its origin': () => framed('text', 'create'),
    'functions of a frame work on the container of the page': async () => {
      const frame = document.body.appendChild(document.createElement('iframe'));
      const theirs = (frame.contentWindow as unknown as typeof globalThis).CredentialsContainer.prototype;
      const end = await kit.endOf(() =>
        theirs.create.call(navigator.credentials, kit.creation({ rp: 1 })).catch((error: Error) => {
          throw new TypeError(error.name);
        }),
      );
      return end;
    },
  }),
];

declare global {
  /** Of the page: a frame of a kind, in which one ceremony is begun; how it ends. */
  const framed: (kind: string, ceremony: 'create' | 'get', allow?: string) => Promise<string>;
}
