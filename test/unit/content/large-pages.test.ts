// What is not read of a large page: text that is far from every field, and the fields of tables.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PageDescription } from '../../../src/core/detection/field-description.ts';
import { type ContentBrowser, startContentBrowser } from './isolated-page.ts';

let browser: ContentBrowser;
beforeAll(async () => {
  browser = await startContentBrowser();
});
afterAll(() => browser.close());

const lines = (count: number, words = 'Some text') =>
  Array.from({ length: count }, (_, row) => `<p>${words} ${row} <b>and more</b></p>`).join('');
const FIELD =
  '<p>Enter the code from your authenticator app</p><label for="c">Code</label> <input id="c" name="otp">';
const FORM = `<form>${FIELD}<button>Verify</button></form>`;

const PAGES: readonly (readonly [string, string])[] = [
  ['the form after one long article', `<h1>Sign in</h1><main><div>${lines(3000)}</div>${FORM}</main>`],
  ['the form after many paragraphs beside it', `<main><h2>Two steps</h2>${lines(3000)}${FORM}</main>`],
  [
    'two forms far from each other, with headings between',
    `<main><form><input name="q"></form>${lines(1500)}<h2>Second factor</h2>${lines(1500)}${FORM}${lines(1500)}</main>`,
  ],
  [
    'a heading deep within what is passed over, and one too early',
    `<h1>Too early</h1><section>${lines(700)}<div><div><h3>Two-step verification</h3></div></div>${lines(2000)}</section><div>${FORM}</div>`,
  ],
  [
    'scripts, comments and empty elements before the field',
    `<div>${lines(2500)}<section>${lines(30)}<script type="text/plain">${'x'.repeat(9000)}</script><!-- ${'y'.repeat(9000)} --></section></div><i></i>${FORM}`,
  ],
  [
    'a field in the middle of a long element',
    `<main>${lines(1500)}<div>${lines(300)}${FIELD}${lines(300)}</div>${lines(1500)}</main>`,
  ],
  ['no field after the last long text', `<main>${FORM}<section>${lines(3000)}</section></main>${lines(10)}`],
  [
    'a scope that begins before the long text',
    `<form><h2>Second factor</h2><div>${lines(3000)}</div><div>${FIELD}</div></form>`,
  ],
];

test.each(PAGES)('as if all of it was read: %s', async (_what, html) => {
  const { page, ask } = await browser.open(html);
  const partly = (await ask('contentWorld.describe()')) as PageDescription;
  // With a shadow root on the page, all of it is read: there may be a field anywhere.
  await page.evaluate(() => {
    document.body.appendChild(document.createElement('x-host')).attachShadow({ mode: 'open' });
  });
  const wholly = (await ask('contentWorld.describe()')) as PageDescription;
  expect(partly).toEqual(wholly);
  expect(partly.fields.at(-1)?.lead).toContain('authenticator app');
});

const table = (rows: number) =>
  Array.from(
    { length: rows },
    (_, row) => `<tr><td>Item ${row}</td><td><input name="amount[${row}]" value="${row}"></td></tr>`,
  ).join('');

test('the fields of a table are not described, and the code field among them is', async () => {
  const { ask } = await browser.open(`<table>${table(100)}</table>${FORM}<table>${table(100)}</table>`);
  const { fields } = (await ask('contentWorld.describe()')) as PageDescription;
  expect(fields.map(({ name }) => name)).toEqual(['otp']);
  // Nothing of the table before it is taken for words of its own.
  expect(fields[0]?.before).toBe('Enter the code from your authenticator app\nCode');
  expect(await ask('contentWorld.look().detected.map(({ fields, role }) => [fields, role])')).toEqual([
    [[0], 'app-code'],
  ]);
});

test('a dozen alike are described, and so is a field that says something else than its neighbours', async () => {
  const few = await browser.open(`<table>${table(12)}</table>`);
  expect(await few.ask('contentWorld.describe().fields.length')).toBe(12);
  const other = table(50).replace('Item 17', 'Authenticator code');
  const { ask } = await browser.open(`<table>${other}</table>`);
  expect(await ask('contentWorld.describe().fields.map(({ name }) => name)')).toEqual(['amount[17]']);
});

const COLUMNS = ['Street', 'Colour', 'Height', 'Reason', 'Owner', 'Shelf', 'Model', 'Grade'];
const crowd = COLUMNS.flatMap((one) =>
  COLUMNS.map((other) => `<p>${one} of the ${other} <input name="${one}${other}"></p>`),
).join('');

test.each([
  ['its name', '<p>Check <input name="otp"></p>'],
  ['the line before it', '<p>Your 6-digit number</p> <input name="x">'],
  [
    'its own label, far from it',
    '<p>b</p><label for="far">Authenticator code</label><p>a</p><p>b</p><p>c</p><p>d</p><input id="far" aria-labelledby="why">',
  ],
  ['words of another script', '<p>認証コード <input name="x"></p>'],
])('in a crowd of fields that are about something else, one is described for %s', async (_what, field) => {
  const { ask } = await browser.open(`${crowd}${field}${crowd}`);
  const { fields } = (await ask('contentWorld.describe()')) as PageDescription;
  expect(fields).toHaveLength(1);
  const all = await browser.open(
    `<p>Street <input name="street"></p>${field}<p>Colour <input name="colour"></p>`,
  );
  expect(await all.ask('contentWorld.describe().fields.length')).toBe(3);
});
