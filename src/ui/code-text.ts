/** Digits in two groups, as people read them aloud; Steam's five letters stay together. */
export function groupedCode(code: string): string {
  // Without a regular expression, whose first use is in the way of the popup's first frame.
  if (code.length < 6 || [...code].some((digit) => digit < '0' || digit > '9')) return code;
  const half = Math.ceil(code.length / 2);
  return `${code.slice(0, half)}\u2009${code.slice(half)}`;
}

/** A code inside of a sentence: where that runs from right to left, the groups must not change places. */
export function isolatedCode(code: string): string {
  return `\u2066${code}\u2069`;
}
