import { describe, expect, test } from 'vitest';
import { createPageClient, decodePageEvent } from '../../../src/messaging/page-client.ts';

const answering = (reply: unknown) => createPageClient({ send: () => Promise.resolve(reply) });

describe('the client of our pages', () => {
  test('sends the verb with its request and gives back the value', async () => {
    const sent: unknown[] = [];
    const ask = createPageClient({
      send: async (message) => {
        sent.push(message);
        return { ok: true, value: { ids: [] } };
      },
    });
    expect(await ask('accounts/add', { additions: [] })).toEqual({ ok: true, value: { ids: [] } });
    expect(sent).toEqual([{ verb: 'accounts/add', request: { additions: [] } }]);
  });

  test('gives back the code of a failure', async () => {
    const reply = { ok: false, error: 'locked' };
    expect(await answering(reply)('vault/lock', {})).toEqual(reply);
  });

  test.each([undefined, null, 7, {}, { ok: false }, { ok: false, error: 'made up' }, { ok: 'yes' }])(
    'takes the answer %j for an internal failure',
    async (reply) => {
      expect(await answering(reply)('vault/lock', {})).toEqual({ ok: false, error: 'internal' });
    },
  );

  test('does not reject when the background cannot be reached', async () => {
    const ask = createPageClient({ send: () => Promise.reject(new Error('no receiver')) });
    expect(await ask('vault/lock', {})).toEqual({ ok: false, error: 'internal' });
  });

  test('knows the events of the background and no others', () => {
    expect(decodePageEvent({ event: 'locked' })).toBe('locked');
    for (const message of [undefined, null, 7, {}, { event: 'fired' }, 'locked']) {
      expect(decodePageEvent(message)).toBeUndefined();
    }
  });
});
