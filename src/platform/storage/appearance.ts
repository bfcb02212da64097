// How the pages look, and what this vault is called here: no secrets, and nothing that the vault trusts. In localStorage,
// since it is there at once: a dark popup must not be white until somebody has answered. No content script reaches it.
// storage.session has a copy of the looks (looks-copy.ts), for the popup's first frame.

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export interface Appearance {
  readonly theme: Theme;
  /** Codes are shown only while a row has the pointer or the focus. */
  readonly hidesCodes: boolean;
  readonly hasLargeText: boolean;
  /** Tells the vaults of two browser profiles apart; shown while locked too. Empty where the user gave none. */
  readonly vaultName: string;
}

export const MAX_VAULT_NAME = 40;

const KEY = 'appearance';
/** The copy's name in storage.session. */
export const LOOKS = 'looks';
/** In the address of a popup whose text is large. */
export const LARGE_TEXT = '#large';
const DEFAULTS: Appearance = { theme: 'system', hidesCodes: false, hasLargeText: false, vaultName: '' };

export function readAppearance(): Appearance {
  try {
    return decodeAppearance(JSON.parse(localStorage.getItem(KEY) ?? 'null'));
  } catch {
    // Damaged, or storage that the browser refuses: the page looks as the system does.
    return DEFAULTS;
  }
}

/** False where it could not be stored. */
export function writeAppearance(part: Partial<Appearance>): boolean {
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...readAppearance(), ...part }));
    return true;
  } catch {
    return false;
  }
}

/** Each field alone: what cannot be read costs no other one. By hand, because this is part of the first paint. */
export function decodeAppearance(stored: unknown): Appearance {
  const { theme, hidesCodes, hasLargeText, vaultName } = (stored ?? {}) as {
    [Name in keyof Appearance]?: unknown;
  };
  return {
    theme: THEMES.find((known) => known === theme) ?? DEFAULTS.theme,
    hidesCodes: hidesCodes === true,
    hasLargeText: hasLargeText === true,
    vaultName: typeof vaultName === 'string' ? vaultName.slice(0, MAX_VAULT_NAME) : DEFAULTS.vaultName,
  };
}

/** The style sheets look at these attributes. */
export function applyAppearance(
  { dataset }: HTMLElement,
  { theme, hidesCodes, hasLargeText }: Appearance,
): void {
  dataset['theme'] = theme;
  dataset['codes'] = hidesCodes ? 'hidden' : 'shown';
  dataset['text'] = hasLargeText ? 'large' : 'normal';
}

/** Another page of ours changed it. */
export function onAppearanceChanged(listener: (appearance: Appearance) => void): void {
  window.addEventListener('storage', ({ key }) => {
    if (key === KEY || key === null) listener(readAppearance());
  });
}
