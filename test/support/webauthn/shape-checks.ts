// What the interfaces look like to a page: those of the browser that were stood in for, and the objects of a ceremony.
// oxlint-disable typescript/unbound-method, typescript/no-base-to-string, typescript/restrict-template-expressions -- the
// functions themselves are looked at, and what they are called
import { type Check, section } from './check.ts';

export const SHAPE_CHECKS: readonly Check[] = [
  ...section('WebIDL 3.7.6, operations', {
    'create has the name, the length and the descriptor of a method': () => [
      CredentialsContainer.prototype.create.name,
      CredentialsContainer.prototype.create.length,
      kit.descriptorOf(CredentialsContainer.prototype, 'create'),
    ],
    'get has the name, the length and the descriptor of a method': () => [
      CredentialsContainer.prototype.get.name,
      CredentialsContainer.prototype.get.length,
      kit.descriptorOf(CredentialsContainer.prototype, 'get'),
    ],
    'store and preventSilentAccess are as they were': () => [
      kit.descriptorOf(CredentialsContainer.prototype, 'store'),
      kit.descriptorOf(CredentialsContainer.prototype, 'preventSilentAccess'),
    ],
    'the container has no members of its own': () => Reflect.ownKeys(navigator.credentials).map(String),
    'the members of the container’s prototype, in their order': () =>
      Reflect.ownKeys(CredentialsContainer.prototype).map(String),
    'create and get have no prototype': () =>
      [navigator.credentials.create, navigator.credentials.get].map((one) => Object.hasOwn(one, 'prototype')),
    'create is no constructor': () =>
      kit.endOf(() =>
        Promise.resolve().then(() => Reflect.construct(navigator.credentials.create, []) as unknown),
      ),
    'create and get say that their code is native': () =>
      [navigator.credentials.create, navigator.credentials.get].map((one) =>
        /\{\s*\[native code\]\s*\}$/.test(`${one}`),
      ),
    'the source text of create': () => Function.prototype.toString.call(navigator.credentials.create),
    'create with another receiver is rejected': () =>
      kit.endOf(() => navigator.credentials.create.call({} as CredentialsContainer, kit.creation())),
    'get without a receiver is rejected': () => {
      const { get } = CredentialsContainer.prototype;
      return kit.endOf(() => get.call(undefined as never, kit.request()));
    },
  }),
  ...section('5.1, PublicKeyCredential', {
    'the members of PublicKeyCredential, in their order': () =>
      Reflect.ownKeys(PublicKeyCredential).map(String),
    'the members of its prototype, in their order': () =>
      Reflect.ownKeys(PublicKeyCredential.prototype).map(String),
    'the descriptors of its prototype': () =>
      Reflect.ownKeys(PublicKeyCredential.prototype).map((name) =>
        kit.descriptorOf(PublicKeyCredential.prototype, name as string),
      ),
    'the descriptors of its static methods': () =>
      Reflect.ownKeys(PublicKeyCredential).map((name) =>
        kit.descriptorOf(PublicKeyCredential, name as string),
      ),
    'PublicKeyCredential cannot be made': () =>
      kit.endOf(() => Promise.resolve().then(() => Reflect.construct(PublicKeyCredential, []) as unknown)),
    'its prototype inherits from that of Credential': () =>
      Object.getPrototypeOf(PublicKeyCredential.prototype) === Credential.prototype,
    'a getter on the prototype itself throws': () =>
      kit.endOf(() => Promise.resolve().then(() => PublicKeyCredential.prototype.rawId)),
    'names and lengths of its static methods': () =>
      Object.getOwnPropertyNames(PublicKeyCredential).map((name) => {
        const member = Reflect.get(PublicKeyCredential, name) as unknown;
        return typeof member === 'function' ? [member.name, member.length] : name;
      }),
  }),
  ...section('5.2, AuthenticatorResponse', {
    'the members of AuthenticatorAttestationResponse': () =>
      Reflect.ownKeys(AuthenticatorAttestationResponse.prototype).map((name) => [
        String(name),
        kit.descriptorOf(AuthenticatorAttestationResponse.prototype, name as string),
      ]),
    'the members of AuthenticatorAssertionResponse': () =>
      Reflect.ownKeys(AuthenticatorAssertionResponse.prototype).map((name) => [
        String(name),
        kit.descriptorOf(AuthenticatorAssertionResponse.prototype, name as string),
      ]),
    'names of the getters of AuthenticatorAssertionResponse': () =>
      Object.getOwnPropertyNames(AuthenticatorAssertionResponse.prototype).map(
        (name) => Object.getOwnPropertyDescriptor(AuthenticatorAssertionResponse.prototype, name)?.get?.name,
      ),
  }),
  ...section('5.1, the credential that was made', {
    'is a PublicKeyCredential and a Credential': async () => {
      const made = await kit.create();
      return [made instanceof PublicKeyCredential, made instanceof Credential];
    },
    'has the prototype of PublicKeyCredential': async () =>
      Object.getPrototypeOf(await kit.create()) === PublicKeyCredential.prototype,
    'is called [object PublicKeyCredential]': async () => {
      const made = await kit.create();
      return [String(made), Object.prototype.toString.call(made.response)];
    },
    'has no own members, nor has its response': async () => {
      const made = await kit.create();
      return [Reflect.ownKeys(made), Reflect.ownKeys(made.response)];
    },
    'shows these members in a loop': async () => {
      const names: string[] = [];
      for (const name in await kit.create()) names.push(name);
      return names;
    },
    'its response shows these members in a loop': async () => {
      const names: string[] = [];
      for (const name in (await kit.create()).response) names.push(name);
      return names;
    },
    'its getters work when they are taken from the prototype': async () => {
      const made = await kit.create();
      const getter = Object.getOwnPropertyDescriptor(PublicKeyCredential.prototype, 'rawId')?.get;
      return getter?.call(made) === made.rawId;
    },
    'its members cannot be written': async () => {
      'use strict';
      const made = await kit.create();
      return [
        Reflect.set(made, 'id', 'other'),
        made.id === 'other',
        Reflect.set(made.response, 'clientDataJSON', 1),
      ];
    },
    'gives the same rawId, response and client data each time': async () => {
      const made = await kit.create();
      return [
        made.rawId === made.rawId,
        made.response === made.response,
        made.response.clientDataJSON === made.response.clientDataJSON,
      ];
    },
    'has a response of the right class': async () => {
      const { response } = await kit.create();
      return [
        response instanceof AuthenticatorAttestationResponse,
        response instanceof AuthenticatorResponse,
        response instanceof AuthenticatorAssertionResponse,
      ];
    },
    'has the type public-key and a platform attachment': async () => {
      const made = await kit.create();
      return [made.type, made.authenticatorAttachment];
    },
    'has an id that is the base64url of rawId': async () => {
      const made = await kit.create();
      const text = btoa(String.fromCharCode(...new Uint8Array(made.rawId)));
      return made.id === text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
    },
    'has buffers of these classes': async () => {
      const { rawId, response } = await kit.create();
      const { attestationObject, clientDataJSON } = response as AuthenticatorAttestationResponse;
      return [rawId, attestationObject, clientDataJSON].map((one) => one.constructor.name);
    },
    'gives no copy of itself': async () => {
      const made = await kit.create();
      return kit.endOf(() => Promise.resolve().then(() => structuredClone(made)));
    },
  }),
  ...section('5.1, the credential that signed in', {
    'has a response of the class for it': async () => {
      const { response } = await kit.signIn();
      return [
        response instanceof AuthenticatorAssertionResponse,
        Object.getPrototypeOf(response) === AuthenticatorAssertionResponse.prototype,
        String(response),
      ];
    },
    'has members of these kinds': async () => {
      const { response } = await kit.signIn();
      const { authenticatorData, clientDataJSON, signature } = response as AuthenticatorAssertionResponse;
      return [
        authenticatorData.byteLength,
        clientDataJSON instanceof ArrayBuffer,
        signature instanceof ArrayBuffer,
        Reflect.ownKeys(response),
      ];
    },
  }),
];
