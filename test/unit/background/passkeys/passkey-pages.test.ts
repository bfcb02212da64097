// What a page may know before it asks, and what becomes of a ceremony whose page goes on.
import { beforeEach, describe, expect, test } from 'vitest';
import { CREATE, GET, PAGE } from '../../../support/passkeys/ceremonies.ts';
import { FakePasskeys } from '../../../support/passkeys/fake-passkeys.ts';

const NOT_ALLOWED = { kind: 'failed', name: 'NotAllowedError' };

let fake: FakePasskeys;

beforeEach(() => {
  fake = new FakePasskeys();
});

async function begun(ask: object = CREATE): Promise<string> {
  const answer = await fake.service.begin(ask, PAGE);
  if (answer.kind !== 'asking') throw new Error('it went to the browser');
  return answer.id;
}

async function made(): Promise<void> {
  await fake.service.confirm(await begun(), null, null);
}

describe('what a page’s bridge knows ahead', () => {
  test('is which of the rp ids that its page may use may have a passkey', async () => {
    expect(await fake.service.known(PAGE)).toEqual(['login.shop.example', 'shop.example']);
    fake.mayHave = false;
    expect(await fake.service.known(PAGE)).toEqual([]);
  });

  test('is nothing on a site that it is not turned on for, in a frame, and of a vault that is closed', async () => {
    fake.isOn = false;
    expect(await fake.service.known(PAGE)).toBeNull();
    fake.isOn = true;
    expect(await fake.service.known({ ...PAGE, frameId: 3 })).toBeNull();
    fake.state = 'closed';
    expect(await fake.service.known(PAGE)).toBeNull();
  });
});

describe('a passkey of which its site never hears is not kept', () => {
  test('where the page gives up while it is stored', async () => {
    const id = await begun();
    fake.whileKeeping = async () => void (await fake.service.abort(id, PAGE));
    await fake.service.confirm(id, null, null);
    expect(await fake.service.outcome(id, PAGE)).toEqual(NOT_ALLOWED);
    expect(fake.kept).toEqual([]);
  });

  test('where the page goes while it is stored', async () => {
    const id = await begun();
    fake.whileKeeping = () => {
      fake.presence = 'gone';
    };
    await fake.service.confirm(id, null, null);
    expect(await fake.service.outcome(id, PAGE)).toEqual(NOT_ALLOWED);
    expect(fake.kept).toEqual([]);
  });

  test('where the page begins again while it is stored', async () => {
    const id = await begun();
    fake.whileKeeping = async () => void (await begun());
    await fake.service.confirm(id, null, null);
    expect(fake.kept).toEqual([]);
  });

  test('where the page gives up before the answer has reached it; another tab cannot', async () => {
    const id = await begun();
    await fake.service.confirm(id, null, null);
    await fake.service.abort(id, { ...PAGE, tabId: 4 });
    expect(fake.kept).toHaveLength(1);
    await fake.service.abort(id, PAGE);
    expect(fake.kept).toEqual([]);
  });

  test('where the page gives up within three seconds after the answer left, and not later: the site may have it', async () => {
    const early = await begun();
    await fake.service.confirm(early, null, null);
    await fake.service.outcome(early, PAGE);
    fake.clock.advance(3_000);
    await fake.service.abort(early, PAGE);
    expect(fake.kept).toEqual([]);
    const late = await begun();
    await fake.service.confirm(late, null, null);
    await fake.service.outcome(late, PAGE);
    fake.clock.advance(3_001);
    await fake.service.abort(late, PAGE);
    expect(fake.kept).toHaveLength(1);
  });

  test('and one of which it hears is, though its page is busy, or begins again afterwards', async () => {
    fake.whileKeeping = () => {
      fake.presence = 'silent';
    };
    const id = await begun();
    await fake.service.confirm(id, null, null);
    expect(await fake.service.outcome(id, PAGE)).toMatchObject({ kind: 'made' });
    await begun();
    expect(fake.kept).toHaveLength(1);
  });
});

describe('a use', () => {
  test('that cannot be noted keeps no page waiting', async () => {
    await made();
    fake.whileNoting = () => new Promise(() => undefined);
    const id = await begun(GET);
    void fake.service.confirm(id, fake.kept[0]?.id ?? null, null);
    expect(await fake.service.outcome(id, PAGE)).toMatchObject({ kind: 'signed' });
    expect(fake.used).toEqual([]);
  });

  test('in a private window is not noted, and what the site says there is not heard', async () => {
    await made();
    const signal = { kind: 'unknown-credential', rpId: 'shop.example', credentialId: 'AQID' };
    for (const [isPrivate, times] of [
      [true, 0],
      [false, 1],
    ] as const) {
      fake.isPrivate = isPrivate;
      const id = await begun(GET);
      await fake.service.confirm(id, fake.kept[0]?.id ?? null, null);
      await fake.service.signal(signal, PAGE);
      expect([fake.used.length, fake.signals.length]).toEqual([times, times]);
    }
  });
});
