import type { Plugin } from 'vite';

interface Replacement {
  readonly file: RegExp;
  readonly from: RegExp;
  readonly to: string;
}

/** Ways for code and HTML into a page that libraries have and that nothing of ours uses. */
const UNUSED: readonly Replacement[] = [
  // The address that the decoder's library would load its WebAssembly from if nobody said otherwise: we always name the packaged file.
  {
    file: /zxing-wasm\/dist\/es\/share\.js/,
    from: /`https:\/\/[^`]*\/zxing-wasm@[^`]*`/,
    to: "''",
  },
  // A codec that is loaded by a name which its user gives: we give none.
  {
    file: /@zip\.js\/zip\.js\/lib\/core\/codec-registry\.js/,
    from: /await import\([^)]*\bcodecURI\)/,
    to: 'undefined',
  },
  // `dangerouslySetInnerHTML`, which is shown as the text that it is.
  {
    file: /preact\/dist\/preact\.m(?:odule\.)?js/,
    from: /(\w+)\.innerHTML=(\w+\.__html)/,
    to: '$1.textContent=$2',
  },
];

/**
 * Takes them out. The content security policy refuses each of them too; but a package that has no such line need not be trusted on that.
 * A library that has changed so that its line is not found ends the build.
 */
export function noWayIn(): Plugin {
  return {
    name: 'no-way-in',
    enforce: 'pre',
    transform(code, id) {
      const name = id.replaceAll('\\', '/');
      const replacement = UNUSED.find(({ file }) => file.test(name));
      if (replacement === undefined) return undefined;
      if (!replacement.from.test(code))
        throw new Error(`${name} has changed: where is ${replacement.from} now?`);
      return { code: code.replace(replacement.from, replacement.to), map: null };
    },
  };
}
