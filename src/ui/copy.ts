import { copyText } from '../platform/clipboard.ts';
import { ask } from './ask.ts';

/** - `clears`: it will be taken off the clipboard again. - `stays`: only the user can, by "Clear clipboard". */
export type CopyOutcome = 'failed' | 'clears' | 'stays';

/** The one way of copying what should not stay on the clipboard. */
export async function copyForAWhile(text: string): Promise<CopyOutcome> {
  if (!(await copyText(text))) return 'failed';
  const told = await ask('clipboard/copied', { text });
  return told.ok && told.value.clears ? 'clears' : 'stays';
}

/** Whatever is on it: the user asked for it, right after copying. */
export function clearClipboard(): Promise<boolean> {
  return copyText('');
}
