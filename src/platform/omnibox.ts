import { browser } from './browser.ts';

export interface OmniboxListener {
  /** What Enter does, in words, and the other names; none while locked. */
  suggest(typed: string): Promise<{ readonly first: string; readonly others: readonly OmniboxSuggestion[] }>;
  enter(typed: string): void;
}

export interface OmniboxSuggestion {
  /** What is in the address bar once it is chosen. */
  readonly content: string;
  readonly description: string;
}

/** After the keyword of the manifest was typed into the address bar. */
export function onOmnibox(listener: OmniboxListener): void {
  browser.omnibox.onInputChanged.addListener((typed, suggest) => {
    void listener.suggest(typed).then(({ first, others }) => {
      browser.omnibox.setDefaultSuggestion({ description: described(first) });
      suggest(others.map(({ content, description }) => ({ content, description: described(description) })));
    });
  });
  browser.omnibox.onInputEntered.addListener((typed) => listener.enter(typed));
}

/** Chrome reads descriptions as XML, Firefox as text. */
function described(text: string): string {
  if (browser.runtime.getURL('').startsWith('moz-extension:')) return text;
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
