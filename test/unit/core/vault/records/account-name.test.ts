import { expect, test } from 'vitest';
import { luminanceOf } from '../../../../../src/ui/brand/brand.ts';
import {
  monogramOf,
  subtitleOf,
  tileColourOf,
  titleOf,
  spokenNameOf,
  visibleName,
} from '../../../../../src/core/vault/records/account-name.ts';

test('an account without a service is called by its own name, once', () => {
  const account = { issuer: '', accountName: 'ada' };
  expect([titleOf(account), subtitleOf(account)]).toEqual(['ada', '']);
});

test.each([
  ['Amazon Web Services', 'AW'],
  ['GitHub', 'GI'],
  ['x', 'X'],
  ['→', '?'],
  ['日本 銀行', '日銀'],
])('the monogram of %s is %s', (issuer, monogram) => {
  expect(monogramOf({ issuer, accountName: '' })).toBe(monogram);
});

test('characters that turn the direction of writing are shown as marks', () => {
  expect(visibleName('pay\u202epal\u200b')).toBe('pay\ufffdpal\ufffd');
});

test('white letters can be read on every tile, whatever its hue', () => {
  for (let hue = 0; hue < 360; hue += 1) {
    // The hue follows from the name: a letter of that code point has it.
    const [, saturation = 0, lightness = 0] =
      tileColourOf({ issuer: String.fromCodePoint(360 + hue), accountName: '' })
        .match(/(?<=[ (])\d+/g)
        ?.map(Number) ?? [];
    const channel = (at: number) => {
      const turn = (at + hue / 30) % 12;
      const value =
        lightness / 100 -
        (saturation / 100) *
          Math.min(lightness, 100 - lightness) *
          0.01 *
          Math.max(-1, Math.min(turn - 3, 9 - turn, 1));
      return Math.round(value * 255)
        .toString(16)
        .padStart(2, '0');
    };
    const hex = [0, 8, 4].map(channel).join('');
    expect(1.05 / (luminanceOf(hex) + 0.05), `hue ${hue}`).toBeGreaterThanOrEqual(4.5);
  }
});

test('a screen reader says what is seen of a name', () => {
  expect(spokenNameOf({ issuer: 'pay\u202epal', accountName: 'ada' })).toBe('pay\ufffdpal, ada');
});
