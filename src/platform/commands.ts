import { browser } from './browser.ts';

export interface ShortcutView {
  readonly name: string;
  readonly description: string;
  /** As the browser writes it; empty where the user gave it none, or another extension has it. */
  readonly shortcut: string;
}

export async function readShortcuts(): Promise<readonly ShortcutView[]> {
  const commands = await browser.commands.getAll();
  return commands.map(({ name = '', description = '', shortcut = '' }) => ({ name, description, shortcut }));
}

/** The browser's own page for them: no extension may change what the user chose there. */
export async function openShortcutSettings(): Promise<void> {
  const { openShortcutSettings: open } = browser.commands as {
    readonly openShortcutSettings?: () => Promise<void>;
  };
  if (open === undefined) await browser.tabs.create({ url: 'chrome://extensions/shortcuts' });
  else await open.call(browser.commands);
}
