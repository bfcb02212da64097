// The shipped reader of pages, as a global for scripts that open saved pages.
export { readPageText } from '../../src/content/page-text.ts';
