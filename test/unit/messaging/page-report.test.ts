import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FieldDescription, PageDescription } from '../../../src/core/detection/field-description.ts';
import { decodeReport, encodeReport, MAX_REPORT } from '../../../src/messaging/page-report.ts';
import { boxes, field, page } from '../core/detection/page-builder.ts';

const text = (limit: number) => fc.string({ maxLength: limit, unit: 'grapheme' });
const anyField: fc.Arbitrary<FieldDescription> = fc
  .record({
    name: text(20),
    id: text(20),
    hooks: text(40),
    label: text(30),
    before: text(25),
    after: text(25),
    lead: text(50),
    scope: text(60),
    maxLength: fc.integer({ min: -1, max: 1000 }),
    form: fc.integer({ min: -1, max: 9 }),
    prefilled: fc.boolean(),
    visible: fc.boolean(),
    editable: fc.boolean(),
  })
  .map(field);

test('a page comes out of its report as it went in', () => {
  fc.assert(
    fc.property(text(30), fc.array(anyField, { maxLength: 12 }), (title, fields) => {
      const described = page(title, ...fields);
      expect(decodeReport(encodeReport(described))).toEqual(described);
    }),
  );
});

test('what fields share is written once', () => {
  const scope = 'The words around them all. '.repeat(40);
  const length = (count: number) => encodeReport(page('', ...boxes(count, { scope })))?.length ?? 0;
  expect(length(8) - length(4)).toBeLessThan(scope.length);
});

test('a longer text than is read is cut on the way, and a page of too many is not told', () => {
  const long = field({ name: 'x'.repeat(1000), maxLength: Number.POSITIVE_INFINITY });
  expect(decodeReport(encodeReport(page('', long)))?.fields).toMatchObject([
    { name: 'x'.repeat(200), maxLength: -1 },
  ]);
  const different = Array.from({ length: 400 }, (_, at) => field({ scope: `${at} ${'y'.repeat(1490)}` }));
  expect(encodeReport(page('', ...different))).toBeUndefined();
});

describe('a report that no content script of ours writes', () => {
  type Parts = [unknown, unknown, unknown, unknown[], unknown[][]];
  const good = (): Parts => JSON.parse(encodeReport(page('Sign in', field({ name: 'otp' }))) ?? '') as Parts;
  const changed = (change: (report: Parts) => void) => {
    const report = good();
    change(report);
    return JSON.stringify(report);
  };
  const cells = (good()[4][0] ?? []).length;

  test.each<[string, unknown]>([
    ['is no text', good()],
    ['is no JSON', '['],
    ['is no list', '{"length":5}'],
    ['has a title that is no text', changed((report) => (report[0] = 7))],
    ['has a title too long', changed((report) => (report[0] = 'x'.repeat(201)))],
    ['has a page text too long', changed((report) => (report[1] = 'x'.repeat(4001)))],
    ['has pictures too long', changed((report) => (report[2] = 'x'.repeat(2001)))],
    ['has no table', changed((report) => (report[3] = null as unknown as unknown[]))],
    ['has one part more', changed((report) => (report as unknown[]).push(1))],
    ['has too many fields', changed((report) => (report[4] = Array(401).fill(report[4][0]) as unknown[][]))],
    ['has a text of another type in its table', changed((report) => report[3].fill(7))],
    ['has texts too long in its table', changed((report) => report[3].fill('x'.repeat(1501)))],
    ['is too long', `${' '.repeat(MAX_REPORT)}${JSON.stringify(good())}`],
    ['has a field with one cell more', changed((report) => report[4][0]?.push(0))],
    ['has a field that is none', changed((report) => report[4].push('field' as unknown as unknown[]))],
  ])('because it %s is not read', (_why, report) => {
    expect(decodeReport(report)).toBeUndefined();
  });

  test('because any one of its cells is something else is not read', () => {
    for (let at = 0; at < cells; at += 1) {
      for (const value of [undefined, null, 'x', -1.5e300, 1e12, {}, [], true]) {
        const report = changed(({ 4: [first] }) => first?.splice(at, 1, value));
        expect(decodeReport(report), `cell ${at}`).toBeUndefined();
      }
    }
  });

  test('never throws, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.json()), (report) => {
        const read: PageDescription | undefined = decodeReport(report);
        expect(read === undefined || Array.isArray(read.fields)).toBe(true);
      }),
    );
  });
});
