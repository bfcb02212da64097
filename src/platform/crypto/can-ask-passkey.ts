/**
 * Firefox gives no credential to a page of an extension (its origin is no valid rp id), and the service worker has none of
 * this: it is asked in pages.
 */
export function canAskPasskey(): boolean {
  return location.protocol === 'chrome-extension:' && 'PublicKeyCredential' in globalThis;
}
