import { browser } from './browser.ts';

/** A service whose icon is in the package, as `brands/<slug>.svg`. */
export interface PackagedBrand {
  readonly slug: string;
  readonly title: string;
  /** Six hexadecimal digits. */
  readonly hex: string;
  /** Registrable domains. */
  readonly domains: readonly string[];
}

/** Out of the package; none where it cannot be read. */
export async function readPackagedBrands(): Promise<readonly PackagedBrand[]> {
  try {
    const response = await fetch(browser.runtime.getURL('brands/list.json'));
    return (await response.json()) as readonly PackagedBrand[];
  } catch {
    return [];
  }
}
