// The arguments of get, mediation, and signals to abort.
import { type Check, section } from './check.ts';

const waiting: readonly Check[] = section('2.5.6 Credential Management, 5.6, aborting', {
  'create that is aborted meanwhile': () => {
    const controller = new AbortController();
    const ending = kit.endOf(() =>
      navigator.credentials.create({ ...kit.creation(), signal: controller.signal }),
    );
    setTimeout(() => controller.abort(), 50);
    return ending;
  },
  'create that is aborted at once after the call': () => {
    const controller = new AbortController();
    const ending = kit.endOf(() =>
      navigator.credentials.create({ ...kit.creation(), signal: controller.signal }),
    );
    controller.abort();
    return ending;
  },
  'create that is aborted meanwhile, with a reason': () => {
    const controller = new AbortController();
    const ending = kit.endOf(() =>
      navigator.credentials.create({ ...kit.creation(), signal: controller.signal }),
    );
    setTimeout(() => controller.abort('enough'), 50);
    return ending;
  },
  'create whose time signal runs out': () =>
    kit.endOf(() => navigator.credentials.create({ ...kit.creation(), signal: AbortSignal.timeout(50) })),
  'get that is aborted at once after the call, with a reason': () => {
    const controller = new AbortController();
    const ending = kit.endOf(() =>
      navigator.credentials.get({ ...kit.request(), signal: controller.signal }),
    );
    controller.abort('enough');
    return ending;
  },
  'get that is aborted meanwhile': () => {
    const controller = new AbortController();
    const ending = kit.endOf(() =>
      navigator.credentials.get({ ...kit.request(), signal: controller.signal }),
    );
    setTimeout(() => controller.abort(), 50);
    return ending;
  },
}).map((check) => ({ ...check, user: 'waits' }));

export const GET_CHECKS: readonly Check[] = [
  ...section('WebIDL 3.2.17, members of get', {
    'get without arguments': () => kit.endOf(() => navigator.credentials.get()),
    'get with empty options': () => kit.endOf(() => navigator.credentials.get({})),
    'get with a number for options': () => kit.endOf(() => navigator.credentials.get(1 as never)),
    'get with publicKey null': () => kit.endOf(() => navigator.credentials.get({ publicKey: null } as never)),
    'get without a challenge': () => kit.endOf(() => navigator.credentials.get({ publicKey: {} } as never)),
    'get with a text for the challenge': () => kit.endOf(() => kit.get({ challenge: 'text' })),
    'get with a text for allowCredentials': () => kit.endOf(() => kit.get({ allowCredentials: 1 })),
    'get with an allowed credential without a type': () =>
      kit.endOf(() => kit.get({ allowCredentials: [{ id: Uint8Array.of(1) }] })),
    'get with an allowed credential that is null': () =>
      kit.endOf(() => kit.get({ allowCredentials: [null] })),
    'get with a number for the id of a credential': () =>
      kit.endOf(() => kit.get({ allowCredentials: [{ type: 'public-key', id: 1 }] })),
    'get with a symbol for the rp id': () => kit.endOf(() => kit.get({ rpId: Symbol('x') })),
    'get with a symbol for userVerification': () =>
      kit.endOf(() => kit.get({ userVerification: Symbol('x') })),
    'get with a text for extensions': () => kit.endOf(() => kit.get({ extensions: 'text' })),
    'get with extensions null': () => kit.endOf(() => kit.signIn({ extensions: null })),
    'each member of get is read once, in this order': async () => {
      const { rawId } = await kit.create();
      const { options, reads } = kit.watched(
        kit.request({ allowCredentials: [{ type: 'public-key', id: rawId }] }),
      );
      await navigator.credentials.get(options);
      const known =
        'publicKey signal mediation allowCredentials challenge extensions rpId timeout userVerification'.split(
          ' ',
        );
      return reads.filter((name) => known.includes(name));
    },
    'a credential that is allowed may come from any iterable': async () => {
      const { rawId } = await kit.create();
      return kit.endOf(() => kit.get({ allowCredentials: new Set([{ type: 'public-key', id: rawId }]) }));
    },
    'invented userVerification is ignored': () =>
      kit.endOf(() => kit.signIn({ userVerification: 'invented' })),
  }),
  ...section('5.1.4.1, which credential', {
    'the one that is allowed': async () => {
      const { id, rawId } = await kit.create();
      return (await kit.get({ allowCredentials: [{ type: 'public-key', id: rawId }] })).id === id;
    },
    'one that is allowed among many': async () => {
      const { id, rawId } = await kit.create();
      const others = Array.from({ length: 20 }, (_, at) => ({
        type: 'public-key',
        id: new Uint8Array(16).fill(at),
      }));
      return (await kit.get({ allowCredentials: [...others, { type: 'public-key', id: rawId }] })).id === id;
    },
    'one that is found without a list': async () => {
      const { id } = await kit.create({ authenticatorSelection: { residentKey: 'required' } });
      return (await kit.get()).id === id;
    },
    'one that is found with an empty list': async () => {
      const { id } = await kit.create({ authenticatorSelection: { residentKey: 'required' } });
      return (await kit.get({ allowCredentials: [] })).id === id;
    },
    'the user handle of one that is found': async () => {
      await kit.create({ authenticatorSelection: { residentKey: 'required' } });
      const { response } = await kit.get();
      return kit.hex((response as AuthenticatorAssertionResponse).userHandle!);
    },
    'the user handle of one that is allowed': async () => {
      const { response } = await kit.signIn({}, { authenticatorSelection: { residentKey: 'required' } });
      return kit.sizeOf((response as AuthenticatorAssertionResponse).userHandle);
    },
    'the user handle of one whose site wanted none that is found': async () => {
      const { response } = await kit.signIn({}, { authenticatorSelection: { residentKey: 'discouraged' } });
      return kit.sizeOf((response as AuthenticatorAssertionResponse).userHandle);
    },
    'transports of a credential that is allowed are hints': async () => {
      const { rawId } = await kit.create();
      return kit.endOf(() =>
        kit.get({
          allowCredentials: [{ type: 'public-key', id: rawId, transports: ['internal', 'invented'] }],
        }),
      );
    },
    'the second of one user takes the place of the first': async () => {
      const authenticatorSelection = { residentKey: 'required' };
      const first = await kit.create({ authenticatorSelection });
      const second = await kit.create({ authenticatorSelection });
      return [first.id === second.id, (await kit.get()).id === second.id];
    },
  }),
  ...section('2.3.2 Credential Management, mediation', {
    'get with an invented mediation': () =>
      kit.endOf(() => navigator.credentials.get({ ...kit.request(), mediation: 'invented' } as never)),
    'get with mediation required': async () => {
      const { rawId } = await kit.create();
      const options = kit.request({ allowCredentials: [{ type: 'public-key', id: rawId }] });
      return kit.endOf(() => navigator.credentials.get({ ...options, mediation: 'required' }));
    },
    'get with mediation optional': async () => {
      const { rawId } = await kit.create();
      const options = kit.request({ allowCredentials: [{ type: 'public-key', id: rawId }] });
      return kit.endOf(() => navigator.credentials.get({ ...options, mediation: 'optional' }));
    },
    'get with mediation silent': () =>
      kit.endOf(() => navigator.credentials.get({ ...kit.request(), mediation: 'silent' })),
    'create with an invented mediation': () =>
      kit.endOf(() => navigator.credentials.create({ ...kit.creation(), mediation: 'invented' } as never)),
    'create with mediation required': () =>
      kit.endOf(() => navigator.credentials.create({ ...kit.creation(), mediation: 'required' } as never)),
    'create with mediation silent': () =>
      kit.endOf(() => navigator.credentials.create({ ...kit.creation(), mediation: 'silent' } as never)),
    'get of one that is found, at once or not at all': async () => {
      await kit.create({ authenticatorSelection: { residentKey: 'required' } });
      return kit.endOf(() => navigator.credentials.get({ ...kit.request(), uiMode: 'immediate' } as never));
    },
    'get of a password and a key at once': () =>
      kit.endOf(() =>
        navigator.credentials.get({ ...kit.request(), password: true, mediation: 'silent' } as never),
      ),
  }),
  ...section('2.3.2 Credential Management, mediation', {
    'create with mediation conditional, where nobody signed in before': () =>
      kit.endOf(() => navigator.credentials.create({ ...kit.creation(), mediation: 'conditional' } as never)),
  }).map((check) => ({ ...check, isUnanswered: true })),
  ...section('2.5.6 Credential Management, signals', {
    'create with a signal that is aborted already': () =>
      kit.endOf(() => navigator.credentials.create({ ...kit.creation(), signal: AbortSignal.abort() })),
    'create with a signal that is aborted already, with a reason': () =>
      kit.endOf(() =>
        navigator.credentials.create({ ...kit.creation(), signal: AbortSignal.abort('enough') }),
      ),
    'get with a signal that is aborted already': () =>
      kit.endOf(() =>
        navigator.credentials.get({ ...kit.request(), signal: AbortSignal.abort(new RangeError('x')) }),
      ),
    'create with an object for a signal': () =>
      kit.endOf(() => navigator.credentials.create({ ...kit.creation(), signal: {} } as never)),
    'create with null for a signal': () =>
      kit.endOf(() => navigator.credentials.create({ ...kit.creation(), signal: null } as never)),
    'an aborted signal does not go before a wrong type': () =>
      kit.endOf(() =>
        navigator.credentials.create({ ...kit.creation({ rp: 1 }), signal: AbortSignal.abort() }),
      ),
    'an aborted signal goes before a wrong rp id': () =>
      kit.endOf(() =>
        navigator.credentials.create({
          ...kit.creation({ rp: { name: 'x', id: 'bank.example' } }),
          signal: AbortSignal.abort(),
        }),
      ),
    'an aborted signal goes before a wrong user id': () =>
      kit.endOf(() =>
        navigator.credentials.create({
          ...kit.creation({ user: { id: new Uint8Array(), name: 'a', displayName: 'b' } }),
          signal: AbortSignal.abort(),
        }),
      ),
    'a signal that is never aborted': () =>
      kit.endOf(() =>
        navigator.credentials.create({ ...kit.creation(), signal: new AbortController().signal }),
      ),
  }),
  ...section('2.5.3 Credential Management, store', {
    'a credential that was made is not stored': async () => {
      const made = await kit.create();
      return kit.endOf(() => navigator.credentials.store(made));
    },
    'a credential that signed in is not stored': async () => {
      const signed = await kit.signIn();
      return kit.endOf(() => navigator.credentials.store(signed));
    },
  }),
  ...waiting,
];
