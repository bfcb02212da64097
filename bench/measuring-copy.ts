import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Notes in the page's own time when the first code has been painted: at the second frame after it is in the document. */
const MEASURE_CODE = `
{
const seen = () => /\\d/.test(document.querySelector('.row-code')?.textContent ?? '');
const note = () => requestAnimationFrame(() => requestAnimationFrame(() => { globalThis.firstPaintMs = performance.now(); }));
if (seen()) note();
else new MutationObserver((_, observer) => { if (seen()) { observer.disconnect(); note(); } })
  .observe(document, { subtree: true, childList: true, characterData: true });
}
`;

const MEASURE_BLANK = `
requestAnimationFrame(() => requestAnimationFrame(() => { globalThis.firstPaintMs = performance.now(); }));
`;

/** A copy of the built extension whose popup measures itself, with a blank popup beside it; the product is unchanged. */
export function measuringCopy(dist: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'tallystick-bench-'));
  cpSync(dist, folder, { recursive: true });
  // Within the first script: one more file to load would be counted against the popup, which has none.
  const script = path.join(folder, 'popup-first-paint.js');
  writeFileSync(script, `${MEASURE_CODE};${readFileSync(script, 'utf8')}`);
  writeFileSync(path.join(folder, 'measure-blank.js'), MEASURE_BLANK);
  writeFileSync(
    path.join(folder, 'blank.html'),
    '<!doctype html><html><head><script src="/measure-blank.js"></script></head><body style="">blank</body></html>',
  );
  return folder;
}
