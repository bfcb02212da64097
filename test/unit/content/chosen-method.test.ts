import { expect, test } from 'vitest';
import { chosenMethod } from '../../../src/content/chosen-method.ts';

/** A form with these hidden fields, in order. */
function formWith(fields: readonly { readonly name: string; readonly value: string }[]): Element {
  return { querySelectorAll: () => fields } as unknown as Element;
}

test('what was chosen is found behind any number of hidden fields that say nothing of it', () => {
  const others = Array.from({ length: 40 }, (_, index) => ({ name: `state${index}`, value: 'open' }));
  expect(chosenMethod(formWith([...others, { name: 'Provider', value: 'Email Code' }]))).toBe('Email Code');
});

test('of fields without end that are named like it the first twenty are told', () => {
  const many = Array.from({ length: 40 }, () => ({ name: 'provider', value: 'sms' }));
  expect(chosenMethod(formWith(many)).split('\n')).toHaveLength(20);
});
