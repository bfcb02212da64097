// Recovery codes as sites compare them: case, dashes and spaces say nothing.

/** As many as a sheet may have: more is a list of something else. */
export const MAX_SHEET_CODES = 24;
/** UTF-16 units of one code as it is kept. */
export const MAX_CODE_LENGTH = 80;

const DASHES = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/gu;

/** For comparing only: two texts that a site would take for the same code give the same text. */
export function normaliseCode(code: string): string {
  return code
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]/gu, '');
}

/** As it is kept, shown and filled: the site's own writing, with plain dashes and single spaces. */
export function tidyCode(code: string): string {
  return code
    .normalize('NFKC')
    .replace(DASHES, '-')
    .replace(/\s*-\s*/gu, '-')
    .replace(/\s+/gu, ' ')
    .trim();
}
