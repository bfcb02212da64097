// The sites whose pages the user allowed: the content script is registered for those and for no others.

export interface SiteAccessParts {
  readonly allowedPatterns: () => Promise<readonly string[]>;
  readonly register: (patterns: readonly string[]) => Promise<void>;
  readonly exclusively: <Value>(work: () => Promise<Value>) => Promise<Value>;
}

/**
 * Makes the registration equal to the permissions. Called when a permission comes or goes (also in the browser's own
 * page) and at every start of the browser or the extension.
 */
export function createSiteAccess({
  allowedPatterns,
  register,
  exclusively,
}: SiteAccessParts): () => Promise<void> {
  return () => exclusively(async () => register(await allowedPatterns()));
}
