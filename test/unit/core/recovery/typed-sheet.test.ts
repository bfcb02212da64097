// What is pasted or typed where no sheet is recognised: its codes, freed of what only orders them, and what is none.
import { describe, expect, test } from 'vitest';
import { recogniseSheet } from '../../../../src/core/recovery/recognise-sheet.ts';
import { readTypedSheet } from '../../../../src/core/recovery/typed-sheet.ts';

const NOTES = `Your backup codes
1. ABCD-1234-EFGH
2. JKLM-5678-NPQR (used)
3. ABCD-1234-EFGH
4. WXYZ-9012-STUV`;

const codesOf = (text: string) => readTypedSheet(text).codes.map((code) => code.text);
const usedOf = (text: string) =>
  readTypedSheet(text)
    .codes.filter(({ isUsed }) => isUsed)
    .map((code) => code.text);
const leftOutOf = (text: string) => readTypedSheet(text).leftOut.map((line) => line.text);

describe('notes of codes that are not recognised as a sheet', () => {
  test('give each code once, without its number, used where the notes say so; the heading is left out', () => {
    expect(recogniseSheet({ text: NOTES, title: '', from: 'file' }).verdict).toBe('none');
    expect(readTypedSheet(NOTES)).toEqual({
      codes: [
        { text: 'ABCD-1234-EFGH', isUsed: false },
        { text: 'JKLM-5678-NPQR', isUsed: true },
        { text: 'WXYZ-9012-STUV', isUsed: false },
      ],
      leftOut: [{ line: 1, text: 'Your backup codes' }],
    });
  });

  test('are read again as they were shown: nothing more is left out or changed', () => {
    expect(readTypedSheet(codesOf(NOTES).join('\n'))).toEqual({
      codes: codesOf(NOTES).map((text) => ({ text, isUsed: false })),
      leftOut: [],
    });
  });

  test.each(['- ', '* ', '• ', '1) ', '(1) ', '#1 ', '[ ] ', '01. '])('lose the bullet %j', (bullet) => {
    expect(codesOf(`${bullet}AB12-CD34`)).toEqual(['AB12-CD34']);
  });

  test.each([
    'AB12-CD34 (used)',
    'AB12-CD34 used',
    'AB12-CD34 – benutzt',
    'AB12-CD34 (utilisé)',
    'AB12-CD34 (usado)',
    'AB12-CD34 (usato)',
    'AB12-CD34 (użyty)',
    'AB12-CD34 (использован)',
    'AB12-CD34（使用済み）',
    'AB12-CD34 (已使用)',
    '~~AB12-CD34~~',
    '2. ~~AB12-CD34~~',
    '[x] AB12-CD34',
    '✓ AB12-CD34',
  ])('keep %j as used', (line) => {
    expect(usedOf(line)).toEqual(['AB12-CD34']);
  });

  test('take a code that is used in one place and not in another as used, once', () => {
    expect(readTypedSheet('ab12-cd34\nAB12 CD34 (used)').codes).toEqual([
      { text: 'ab12-cd34', isUsed: true },
    ]);
  });

  test.each([
    'Backup codes',
    'GitHub:',
    '# GitHub',
    'Codes for my bank',
    'Generated on 3 May 2026',
    'Each code works only once',
    'Wiederherstellungscodes für GitHub',
    'バックアップコード',
    '备用恢复代码',
    'a'.repeat(81),
  ])('leave out %j', (line) => {
    expect(leftOutOf(`${line}\n1234-5678\nAB12-CD34`)).toEqual([line]);
    expect(codesOf(`${line}\n1234-5678\nAB12-CD34`)).toEqual(['1234-5678', 'AB12-CD34']);
  });

  test.each([
    ['groups of letters beside others with digits', 'AB2D EFGH\nIJKL MNOP'],
    ['codes of words', 'apple river stone\nmaple cloud house'],
    ['one code of words', 'apple river stone'],
    ['codes with signs', 'a$7b#9\nq!4z?1'],
    ['short codes', '1234\n98765'],
  ])('keep %s', (_what, text) => {
    expect(readTypedSheet(text)).toEqual({
      codes: text.split('\n').map((code) => ({ text: code, isUsed: false })),
      leftOut: [],
    });
  });

  test('pass over empty lines and rules', () => {
    expect(readTypedSheet('\n-----\r\nAB12-CD34\r\n\n')).toEqual({
      codes: [{ text: 'AB12-CD34', isUsed: false }],
      leftOut: [],
    });
  });
});
