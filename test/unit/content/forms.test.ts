import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { type DetectionLine, lineOf } from '../../../scripts/detect/detection-line.ts';
import { inspectPages } from '../../../scripts/detect/inspect-pages.ts';
import { findSavedPages } from '../../../scripts/detect/saved-pages.ts';

interface Expected {
  readonly page: DetectionLine['page'];
  readonly fields: readonly { readonly selectors: readonly string[]; readonly role: string }[];
  /** What goes wrong; the entry must go once it goes right. */
  readonly knownFailure?: string;
}

const folder = fileURLToPath(new URL('../../forms', import.meta.url));
const expected = JSON.parse(readFileSync(`${folder}/expected.json`, 'utf8')) as Readonly<
  Record<string, Expected>
>;
const found = new Map<string, DetectionLine>();

beforeAll(async () => {
  await inspectPages(findSavedPages([folder]), ({ file }, frames) => found.set(file, lineOf(file, frames)));
}, 60_000);

test('every form has an expectation, and every expectation a form', () => {
  expect([...found.keys()].sort()).toEqual(Object.keys(expected).sort());
});

test.each(Object.entries(expected))(
  '%s is understood as expected',
  (file, { page, fields, knownFailure }) => {
    const line = found.get(file);
    const groups = Map.groupBy(line?.fields ?? [], ({ group }) => group);
    const seen = {
      page: line?.page,
      fields: [...groups.values()].map((boxes) => ({
        selectors: boxes.map(({ selector }) => selector),
        role: boxes[0]?.role,
      })),
    };
    if (knownFailure === undefined) expect(seen).toEqual({ page, fields });
    else expect(seen, `${file} is right now: take its knownFailure out`).not.toEqual({ page, fields });
  },
);
