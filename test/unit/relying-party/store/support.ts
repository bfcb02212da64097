import { Database } from '../../../../src/relying-party/store/database.ts';
import { migrate } from '../../../../src/relying-party/store/schema.ts';
import { insertUser } from '../../../../src/relying-party/store/users.ts';

/** An empty store with user 1. */
export function createStore(): Database {
  const database = new Database(':memory:');
  migrate(database);
  insertUser(database, {
    email: 'ada@example.com',
    name: 'Ada',
    passwordHash: '',
    singleSignOn: false,
    createdAt: 0,
  });
  return database;
}
