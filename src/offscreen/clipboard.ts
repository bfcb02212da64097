// The page out of sight that clears the clipboard; see platform/clipboard-guard.ts.
import { isMarked } from '../core/clipboard/copied-mark.ts';
import { clearWhere } from '../platform/clipboard-guard.ts';

const mark = location.hash.slice(1);
clearWhere(document, (text) => isMarked(text, mark));
