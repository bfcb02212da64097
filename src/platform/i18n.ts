import { browser } from './browser.ts';

/** The text in the browser's language; `$1` … in it are replaced by `substitutions`. Empty where the key is unknown. */
export function localised(key: string, substitutions: readonly string[]): string {
  return browser.i18n.getMessage(key, [...substitutions]);
}

/** A BCP 47 tag: the user's own, for dates and numbers. */
export function interfaceLanguage(): string {
  return browser.i18n.getUILanguage();
}

export function extensionVersion(): string {
  return browser.runtime.getManifest().version;
}
