import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { RequestFailure } from '../../../../src/messaging/failure.ts';
import { CREATE, PAGE } from '../../../support/passkeys/ceremonies.ts';
import { FakePasskeys } from '../../../support/passkeys/fake-passkeys.ts';

const NOT_ALLOWED = { kind: 'failed', name: 'NotAllowedError' };

let fake: FakePasskeys;

beforeEach(() => {
  fake = new FakePasskeys();
});
afterEach(() => vi.useRealTimers());

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

  test('and says that one is closed before it says which it has opened: that is a no', async () => {
    const opening = Promise.withResolvers<void>();
    fake.whileOpening = () => opening.promise;
    const id = await begun();
    fake.service.windowClosed(1);
    opening.resolve();
    expect(await fake.service.outcome(id, PAGE)).toEqual(NOT_ALLOWED);
  });

  test('and opens one only after its own provider was asked: it is closed again', async () => {
    vi.useFakeTimers();
    const opening = Promise.withResolvers<void>();
    fake.whileOpening = () => opening.promise;
    const id = await begun();
    const outcome = fake.service.outcome(id, PAGE);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await outcome).toEqual({ kind: 'native' });
    opening.resolve();
    await vi.advanceTimersByTimeAsync(0);
    expect([fake.windows, fake.closed]).toEqual([[id], [1]]);
  });

  test('keeps no page waiting either whose older question it closes', async () => {
    await begun();
    await vi.waitFor(() => expect(fake.windows).toHaveLength(1));
    const closing = Promise.withResolvers<void>();
    fake.whileClosing = () => closing.promise;
    const id = await begun();
    expect(fake.windows).toHaveLength(1);
    closing.resolve();
    await vi.waitFor(() => expect(fake.windows).toHaveLength(2));
    expect(fake.windows[1]).toBe(id);
  });

  test('opens none for a question that the page has taken back by then', async () => {
    await begun();
    await vi.waitFor(() => expect(fake.windows).toHaveLength(1));
    const closing = Promise.withResolvers<void>();
    fake.whileClosing = () => closing.promise;
    const id = await begun();
    await fake.service.abort(id, PAGE);
    closing.resolve();
    await vi.waitFor(() => expect(fake.focused).toBe(2));
    expect(fake.windows).toHaveLength(1);
  });

  test('or opens none: its own provider asks', async () => {
    fake.opens = false;
    const id = await begun();
    expect(await fake.service.outcome(id, PAGE)).toEqual({ kind: 'native' });
    await expect(fake.service.view(id)).rejects.toEqual(new RequestFailure('not-found'));
  });
});
