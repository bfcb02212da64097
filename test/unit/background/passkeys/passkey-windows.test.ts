import { beforeEach, describe, expect, test, vi } from 'vitest';
import { RequestFailure } from '../../../../src/messaging/failure.ts';
import { CREATE, PAGE } from '../../../support/passkeys/ceremonies.ts';
import { FakePasskeys } from '../../../support/passkeys/fake-passkeys.ts';

const NOT_ALLOWED = { kind: 'failed', name: 'NotAllowedError' };

let fake: FakePasskeys;

beforeEach(() => {
  fake = new FakePasskeys();
});

async function begun(): Promise<string> {
  const answer = await fake.service.begin(CREATE, PAGE);
  if (answer.kind !== 'asking') throw new Error('it went to the browser');
  return answer.id;
}

describe('a browser that is slow with its windows', () => {
  test('keeps no page waiting for the word that its user is asked', async () => {
    const opening = Promise.withResolvers<void>();
    fake.whileOpening = () => opening.promise;
    const id = await begun();
    expect(fake.windows).toEqual([]);
    opening.resolve();
    await vi.waitFor(() => expect(fake.windows).toEqual([id]));
    await fake.service.confirm(id, null, null);
    expect(await fake.service.outcome(id, PAGE)).toMatchObject({ kind: 'made' });
    expect(fake.closed).toEqual([1]);
  });

  test('leaves no window of a ceremony that the page gave up meanwhile', async () => {
    const opening = Promise.withResolvers<void>();
    fake.whileOpening = () => opening.promise;
    const id = await begun();
    await fake.service.abort(id, PAGE);
    opening.resolve();
    await vi.waitFor(() => expect(fake.closed).toEqual([1]));
    expect(await fake.service.outcome(id, PAGE)).toEqual(NOT_ALLOWED);
  });

  test('or opens none: its own provider asks', async () => {
    fake.opens = false;
    const id = await begun();
    expect(await fake.service.outcome(id, PAGE)).toEqual({ kind: 'native' });
    await expect(fake.service.view(id)).rejects.toEqual(new RequestFailure('not-found'));
  });
});
