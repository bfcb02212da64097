// Every layout is laid out by a browser and read by the script that ships.
import { beforeAll, expect, test } from 'vitest';
import { recogniseAll, type SheetLine } from '../../../scripts/sheets/recognise-files.ts';
import { LONE_LISTS } from '../../sheets/impostors.ts';
import { LISTS_BESIDE_THE_WORDS } from '../../sheets/lists-beside-the-words.ts';
import { FILE_LAYOUTS } from '../../sheets/file-layouts.ts';
import { LAYOUTS_BESIDE_OTHER_WORDS } from '../../sheets/layouts-beside-other-words.ts';
import { PAGE_LAYOUTS } from '../../sheets/layouts.ts';

const LAYOUTS = [...PAGE_LAYOUTS, ...FILE_LAYOUTS, ...LAYOUTS_BESIDE_OTHER_WORDS];
const IMPOSTORS = [...LONE_LISTS, ...LISTS_BESIDE_THE_WORDS];

const found = new Map<string, SheetLine>();

beforeAll(async () => {
  for (const line of await recogniseAll([...LAYOUTS, ...IMPOSTORS])) found.set(line.file, line);
}, 60_000);

test.each(LAYOUTS)(
  '$name is a sheet, with each of its codes and what is spent',
  ({ name, codes, used = 0 }) => {
    expect(found.get(name)).toEqual({ file: name, verdict: 'sheet', codes, used });
  },
);

test.each(IMPOSTORS)('$name is no sheet', ({ name }) => {
  expect(found.get(name)).toMatchObject({ verdict: 'none' });
});

test('at least 95 of 100 layouts are recognised, and no other list is', () => {
  const lines = [...found.values()];
  const isWhole = (line: SheetLine | undefined, codes: readonly string[]) =>
    line?.verdict === 'sheet' && line.codes.join('\n') === codes.join('\n');
  const recalled = LAYOUTS.filter(({ name, codes }) => isWhole(found.get(name), codes)).length;
  const wrong = lines.filter(
    ({ file, verdict }) => verdict === 'sheet' && IMPOSTORS.some(({ name }) => name === file),
  ).length;
  process.stdout.write(
    `sheets: ${recalled} of ${LAYOUTS.length} recognised, ${wrong} of ${IMPOSTORS.length} others taken for one\n`,
  );
  expect(lines).toHaveLength(LAYOUTS.length + IMPOSTORS.length);
  expect(recalled / LAYOUTS.length).toBeGreaterThanOrEqual(0.95);
  expect(wrong).toBe(0);
});
