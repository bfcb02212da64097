// The polyfill is packed without what nobody uses: what is used must be there, as the library knows it.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';
import { expect, test } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../..');
const PLATFORM = path.join(ROOT, 'src/platform');
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');

interface Known {
  readonly [name: string]: Known | undefined;
}

const library = JSON.parse(
  /const apiMetadata = (\{[\s\S]*?\n {6}\});/.exec(
    read('node_modules/webextension-polyfill/dist/browser-polyfill.js'),
  )?.[1] ?? 'null',
) as Known;

/** Functions by their path, as `tabs.query`. */
function functionsOf(known: Known, above = ''): readonly (readonly [string, Known])[] {
  return Object.entries(known).flatMap(([name, below]): readonly (readonly [string, Known])[] => {
    if (below === undefined) return [];
    return 'minArgs' in below ? [[above + name, below]] : functionsOf(below, `${above}${name}.`);
  });
}

function usedPaths(): readonly string[] {
  const files = readdirSync(PLATFORM, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  const texts = files.map((file) => readFileSync(path.join(PLATFORM, file), 'utf8'));
  return texts.flatMap((text) =>
    [...text.matchAll(/\bbrowser\.((?:\w+\.)+\w+)\(/g)].map(([, used = '']) => used),
  );
}

test.each(['chrome', 'firefox'])(
  '%s: every function that is used is known as the library knows it',
  (browser) => {
    const packed = /=(\{alarms:\{.*?\}\});if\(Object\.keys\(/.exec(
      read(`dist/${browser}/background.js`),
    )?.[1];
    const kept = new Map(functionsOf(vm.runInNewContext(`(${packed ?? 'null'})`) as Known));
    const known = functionsOf(library).filter(([name]) => usedPaths().includes(name));
    expect(known.length).toBeGreaterThan(20);
    for (const [name, how] of known) expect(kept.get(name), name).toEqual(how);
    expect(kept.size).toBeLessThan(functionsOf(library).length / 3);
  },
);
