/**
 * The path to go on to after signing in, or '/' where `wanted` would leave this site. The browser's own parser decides:
 * `//host`, `/\host`, `https:host` and control characters are all understood by it and by no hand-written pattern.
 */
export function toReturnPath(wanted: string | null | undefined): string {
  const base = 'http://here.invalid';
  if (!wanted?.startsWith('/') || wanted.length > 500 || !URL.canParse(wanted, base)) return '/';
  const url = new URL(wanted, base);
  // `/..//host` is resolved to `//host`: a path here, another site once it stands alone in a Location header.
  return url.origin === base && !url.pathname.startsWith('//') ? url.pathname + url.search : '/';
}
