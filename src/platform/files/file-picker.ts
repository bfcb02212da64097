import { browser } from '../browser.ts';

/** Firefox closes the popup when a file picker opens: there files are picked in a tab. */
export const closesPopupForFiles: boolean = browser.runtime.getURL('').startsWith('moz-');
