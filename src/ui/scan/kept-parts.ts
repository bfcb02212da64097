// A popup closes between two codes of an export, and a page may be left: the parts that are there wait in the background.
import { readQrText } from '../../core/key-uri/read-qr-text.ts';
import { ask } from '../ask.ts';
import { textsOfParts } from './scan-outcome.ts';

/** Those texts, after the parts of the same exports that were scanned before; what is still not complete is kept. */
export async function withKeptParts(texts: readonly string[]): Promise<readonly string[]> {
  const exports = new Set(texts.map(exportOf));
  exports.delete(undefined);
  if (exports.size === 0) return texts;
  const asked = await ask('scan/parts', {});
  const kept = asked.ok ? asked.value : [];
  const parts = textsOfParts([...new Set([...kept, ...texts])]);
  await ask('scan/keep-parts', { texts: [...parts] });
  return [...new Set([...kept.filter((text) => exports.has(exportOf(text))), ...texts])];
}

/** Which export a text is a part of; undefined for other texts. */
function exportOf(text: string): string | undefined {
  const content = readQrText(text);
  if (!content.ok || content.value.kind !== 'migration') return undefined;
  const { batchId, batchSize } = content.value.batch;
  return `${batchId}/${batchSize}`;
}
