import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { NODE_ROWS } from '../../faults/node-rows.ts';

const UNIT = path.resolve(import.meta.dirname, '..');

test.each(NODE_ROWS)('the fault $name is proved by a file of tests that exists', ({ file }) => {
  expect(existsSync(path.join(UNIT, `${file}.test.ts`))).toBe(true);
});
