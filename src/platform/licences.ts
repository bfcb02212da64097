import { browser } from './browser.ts';

/** A package of others that is part of this program. */
export interface Licence {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  /** Its whole text. */
  readonly text: string;
  /** The package that brings it along, where it is none of its own. */
  readonly carrier?: string;
}

/** Written into the package by the build; undefined where it cannot be read. */
export async function readLicences(): Promise<readonly Licence[] | undefined> {
  try {
    const response = await fetch(browser.runtime.getURL('licences.json'));
    return (await response.json()) as readonly Licence[];
  } catch {
    return undefined;
  }
}
