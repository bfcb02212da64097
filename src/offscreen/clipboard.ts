// The page out of sight that copies to the clipboard, or clears it; see platform/clipboard-guard.ts.
import { isMarked } from '../core/clipboard/copied-mark.ts';
import { clearWhere, COPY_TASK, copyWhere } from '../platform/clipboard-guard.ts';

const task = location.hash.slice(1);
if (task.startsWith(COPY_TASK)) copyWhere(document, decodeURIComponent(task.slice(COPY_TASK.length)));
else clearWhere(document, (text) => isMarked(text, task));
