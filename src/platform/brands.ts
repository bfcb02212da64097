import { browser } from './browser.ts';

/** A service whose icon is in the package, in `brands/<first character of the slug>.json`. */
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
    return (await packagedJson('list')) as readonly PackagedBrand[];
  } catch {
    return [];
  }
}

/** The icons of all brands whose slugs begin so, as SVG by slug; none where they cannot be read. */
export async function readPackagedIcons(initial: string): Promise<Readonly<Record<string, string>>> {
  try {
    return (await packagedJson(initial)) as Readonly<Record<string, string>>;
  } catch {
    return {};
  }
}

async function packagedJson(name: string): Promise<unknown> {
  const response = await fetch(browser.runtime.getURL(`brands/${name}.json`));
  return response.json();
}
