// A popup closes between two codes of an export, and before what they hold is saved; a page may be left: what was scanned waits
// in the background.
import { readQrText } from '../../core/key-uri/read-qr-text.ts';
import { ask } from '../ask.ts';
import { textsOfParts } from './scan-outcome.ts';

/**
 * Those texts, after the parts of the same exports that were scanned before. What is still not complete is kept, and what is
 * complete now with what was kept: one of its codes brings all back until they are saved.
 */
export async function withKeptParts(texts: readonly string[]): Promise<readonly string[]> {
  const exports = new Set(texts.map(exportOf));
  exports.delete(undefined);
  if (exports.size === 0) return texts;
  const asked = await ask('scan/parts', {});
  const kept = asked.ok ? asked.value : [];
  const all = [...new Set([...kept, ...texts])];
  const before = kept.filter((text) => exports.has(exportOf(text)));
  const completed = before.length > 0 ? all.filter((text) => exports.has(exportOf(text))) : [];
  await ask('scan/keep-parts', { texts: [...new Set([...textsOfParts(all), ...completed])] });
  return [...new Set([...before, ...texts])];
}

/** Once their accounts are saved nothing is kept of exports that are complete. */
export async function forgetCompleteParts(): Promise<void> {
  const asked = await ask('scan/parts', {});
  const kept = asked.ok ? asked.value : [];
  const parts = textsOfParts(kept);
  if (parts.length < kept.length) await ask('scan/keep-parts', { texts: [...parts] });
}

/** Which export a text is a part of; undefined for other texts. */
function exportOf(text: string): string | undefined {
  const content = readQrText(text);
  if (!content.ok || content.value.kind !== 'migration') return undefined;
  const { batchId, batchSize } = content.value.batch;
  return `${batchId}/${batchSize}`;
}
