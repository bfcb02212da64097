import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { withDeadline } from '../../../src/platform/deadline.ts';

const late = () => new Error('late');

describe('a deadline', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('leaves work alone that ends in time, and no timer behind', async () => {
    expect(await withDeadline(Promise.resolve(7), 1000, late)).toBe(7);
    await expect(withDeadline(Promise.reject(new Error('own')), 1000, late)).rejects.toThrow('own');
    expect(vi.getTimerCount()).toBe(0);
  });

  test('rejects at its time, and not before', async () => {
    let settled = false;
    const outcome = withDeadline(new Promise(() => undefined), 1000, late).catch((error: unknown) => {
      settled = true;
      return error;
    });
    await vi.advanceTimersByTimeAsync(999);
    expect(settled).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await outcome).toEqual(late());
  });
});
