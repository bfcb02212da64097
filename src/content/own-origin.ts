/**
 * Of this document, as the browser takes it: a frame that the page itself wrote (`srcdoc`, `about:blank`) has the page's, a
 * sandboxed one none ("null"). By its address (`location.origin`) it would be the other way round.
 */
export const OWN_ORIGIN = self.origin;
