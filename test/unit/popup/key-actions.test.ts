import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keyAction, type PressedKey, rowReached } from '../../../src/popup/key-actions.ts';

const BASE: PressedKey = {
  key: '',
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  focus: 'elsewhere',
  view: 'list',
  hasQuery: false,
};

test.each<[string, Partial<PressedKey>, string | undefined]>([
  ['a letter starts the search', { key: 'g' }, 'search'],
  ['a letter of another script does too', { key: 'ж' }, 'search'],
  ['so does / on a row', { key: '/', focus: 'row' }, 'search'],
  ['a letter in a field is the field’s', { key: 'g', focus: 'field' }, undefined],
  ['a letter in the search is the search’s', { key: '/', focus: 'search' }, undefined],
  ['Space presses a button', { key: ' ', focus: 'row' }, undefined],
  ['Tab moves the focus', { key: 'Tab' }, undefined],
  ['a shortcut of the browser stays one', { key: 'f', ctrlKey: true }, undefined],
  ['Ctrl+L locks', { key: 'l', ctrlKey: true }, 'lock'],
  [
    'Ctrl+L locks from a field of another view',
    { key: 'L', ctrlKey: true, focus: 'field', view: 'manual' },
    'lock',
  ],
  ['Down leads into the list', { key: 'ArrowDown', focus: 'search' }, 'to-rows'],
  ['Down on a row is the list’s', { key: 'ArrowDown', focus: 'row' }, undefined],
  ['Enter copies the first that was found', { key: 'Enter', focus: 'search', hasQuery: true }, 'copy-first'],
  ['Enter in an empty search copies nothing', { key: 'Enter', focus: 'search' }, undefined],
  ['Escape clears the search first', { key: 'Escape', focus: 'row', hasQuery: true }, 'clear-search'],
  ['Escape then closes the popup', { key: 'Escape', focus: 'search' }, undefined],
  ['Escape leaves another view', { key: 'Escape', view: 'manual', focus: 'field' }, 'leave-view'],
  ['a letter in another view is nothing', { key: 'g', view: 'scan' }, undefined],
  ['a locked popup has no keys', { key: 'g', view: undefined }, undefined],
])('%s', (_name, pressed, action) => {
  expect(keyAction({ ...BASE, ...pressed })).toBe(action);
});

test.each([
  ['ArrowDown', 0, 1],
  ['ArrowDown', 9, 9],
  ['ArrowUp', 0, 'search'],
  ['ArrowUp', 5, 4],
  ['Home', 5, 0],
  ['End', 5, 9],
  ['PageDown', 7, 9],
  ['PageUp', 2, 0],
  ['x', 2, undefined],
])('%s on row %d of ten leads to %s', (key, current, reached) => {
  expect(rowReached(key, current, 10)).toBe(reached);
});

test('no key ever leads to a row that is not there', () => {
  const keys = ['ArrowDown', 'ArrowUp', 'Home', 'End', 'PageDown', 'PageUp'];
  fc.assert(
    fc.property(fc.constantFrom(...keys), fc.nat(50), fc.integer({ min: 1, max: 40 }), (key, at, count) => {
      const reached = rowReached(key, Math.min(at, count - 1), count);
      if (typeof reached === 'number') expect(reached >= 0 && reached < count).toBe(true);
    }),
  );
});
