import { browser } from './browser.ts';

/** The text in the browser's language; `$1` … in it are replaced by `substitutions`. Empty where the key is unknown. */
export function localised(key: string, substitutions: readonly string[]): string {
  return browser.i18n.getMessage(key, [...substitutions]);
}

/** A BCP 47 tag, and the direction in which it is written. */
export function interfaceLanguage(): { readonly language: string; readonly direction: 'ltr' | 'rtl' } {
  const direction = browser.i18n.getMessage('@@bidi_dir') === 'rtl' ? 'rtl' : 'ltr';
  return { language: browser.i18n.getUILanguage(), direction };
}

export function extensionVersion(): string {
  return browser.runtime.getManifest().version;
}
