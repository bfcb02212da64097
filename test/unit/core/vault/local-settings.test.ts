import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_CLOCK_OFFSET_SECONDS } from '../../../../src/core/clock/corrected-time.ts';
import {
  DEFAULT_SETTINGS,
  readSignedSettings,
  signSettings,
} from '../../../../src/core/vault/local-settings.ts';
import { LOCK_CHOICES } from '../../../../src/core/vault/lock.ts';

const OWNER = { vaultKey: new Uint8Array(32).fill(1), vaultId: new Uint8Array(16).fill(2) };
const settings = fc.record({
  lock: fc.constantFrom(...LOCK_CHOICES),
  clockOffsetSeconds: fc.integer({ min: -MAX_CLOCK_OFFSET_SECONDS, max: MAX_CLOCK_OFFSET_SECONDS }),
});

describe('signed settings', () => {
  test('come back as they were chosen', () => {
    fc.assert(
      fc.property(settings, (chosen) => {
        expect(readSignedSettings(signSettings(chosen, OWNER), OWNER)).toEqual(chosen);
      }),
    );
  });

  test('are the defaults for another key, another vault, and for every changed character', () => {
    const signed = signSettings({ lock: 'browser-close', clockOffsetSeconds: 3600 }, OWNER);
    const others = [
      { ...OWNER, vaultKey: new Uint8Array(32).fill(3) },
      { ...OWNER, vaultId: new Uint8Array(16).fill(3) },
    ];
    for (const other of others) expect(readSignedSettings(signed, other)).toEqual(DEFAULT_SETTINGS);
    for (const index of signed.text.split('').keys()) {
      const changed = signed.text.slice(0, index) + (signed.text[index] === '1' ? '2' : '1');
      const text = changed + signed.text.slice(index + 1);
      expect(readSignedSettings({ ...signed, text }, OWNER)).toEqual(DEFAULT_SETTINGS);
    }
  });

  test('are the defaults for anything else that stands in their place', () => {
    fc.assert(
      fc.property(fc.anything(), (stored) => {
        expect(readSignedSettings(stored, OWNER)).toEqual(DEFAULT_SETTINGS);
      }),
    );
  });

  test('of a newer version keep what this one knows', () => {
    const newer = { lock: 'never', clockOffsetSeconds: 5, colour: 'red' };
    const signed = signSettings(newer as never, OWNER);
    expect(readSignedSettings(signed, OWNER)).toEqual({ lock: 15, clockOffsetSeconds: 5 });
    const tooMuch = signSettings({ lock: 1, clockOffsetSeconds: MAX_CLOCK_OFFSET_SECONDS + 1 }, OWNER);
    expect(readSignedSettings(tooMuch, OWNER)).toEqual({ lock: 1, clockOffsetSeconds: 0 });
  });
});
