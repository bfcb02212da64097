import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { encodeBase32 } from '../../../src/core/bytes/base32.ts';

/** The forms in which a secret could lie in a file. */
export function formsOf(secret: Uint8Array): ReadonlyMap<string, Buffer> {
  const bytes = Buffer.from(secret);
  const base32 = encodeBase32(secret);
  return new Map([
    ['base32', Buffer.from(base32)],
    ['base32 in lower case', Buffer.from(base32.toLowerCase())],
    ['hexadecimal', Buffer.from(bytes.toString('hex'))],
    ['base64', Buffer.from(bytes.toString('base64').replace(/=+$/, ''))],
    ['raw bytes', bytes],
    ['UTF-16', Buffer.from(base32, 'utf16le')],
  ]);
}

/** Whether any file below a folder holds this text, in UTF-8 or UTF-16. */
export function isInFolder(folder: string, text: string): boolean {
  const needles = [Buffer.from(text), Buffer.from(text, 'utf16le')];
  return filesBelow(folder).some((file) => {
    const content = readFileSync(file);
    return needles.some((needle) => content.includes(needle));
  });
}

/** Which forms of the secret occur in which files below a folder. */
export function searchFolder(folder: string, secret: Uint8Array): readonly string[] {
  const forms = formsOf(secret);
  return filesBelow(folder).flatMap((file) => {
    const content = readFileSync(file);
    return [...forms]
      .filter(([, needle]) => content.includes(needle))
      .map(([form]) => `${form} in ${path.relative(folder, file)}`);
  });
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}
