/**
 * The engine keeps the whole text that a regular expression matched last (`RegExp.input`, ECMA-262 annex B.2.4): a secret
 * that was decoded, or a passphrase, for as long as no other expression matches. This one matches a blank.
 */
export function forgetLastMatch(): void {
  / /.test(' ');
}
