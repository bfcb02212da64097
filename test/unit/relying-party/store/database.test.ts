import { expect, test } from 'vitest';
import { migrate } from '../../../../src/relying-party/store/schema.ts';
import { findUser, insertUser } from '../../../../src/relying-party/store/users.ts';
import { createStore } from './support.ts';

const BOB = { email: 'bob@example.com', name: 'Bob', passwordHash: '', singleSignOn: false, createdAt: 0 };

test('a transaction that throws leaves nothing behind', () => {
  const store = createStore();
  const fail = () =>
    store.transaction(() => {
      insertUser(store, BOB);
      throw new RangeError('in the middle');
    });
  expect(fail).toThrow('in the middle');
  expect(findUser(store, 2)).toBeUndefined();
});

test('a transaction inside another belongs to it', () => {
  const store = createStore();
  const fail = () =>
    store.transaction(() => {
      store.transaction(() => insertUser(store, BOB));
      throw new RangeError('after the inner one');
    });
  expect(fail).toThrow('after the inner one');
  expect(findUser(store, 2)).toBeUndefined();
});

test('bringing a store up to date twice changes nothing', () => {
  const store = createStore();
  migrate(store);
  expect(findUser(store, 1)?.name).toBe('Ada');
});

test('a store of a newer version is refused', () => {
  const store = createStore();
  store.script('PRAGMA user_version = 99');
  expect(() => migrate(store)).toThrow('The data file has version 99');
});
