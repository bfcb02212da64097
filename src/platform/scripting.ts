// Content scripts: put into a page after a gesture (activeTab), or registered for the sites that the user allowed.
import { browser } from './browser.ts';

export interface ReachedFrame {
  readonly frameId: number;
  readonly documentId: string | undefined;
}

/** Runs a packaged script in the frames of a tab that may be reached; none where the page refuses scripts. */
export async function injectScript(tabId: number, file: string): Promise<readonly ReachedFrame[]> {
  try {
    const results = await browser.scripting.executeScript({
      target: { tabId, allFrames: true },
      files: [file],
    });
    return results.map((result) => ({
      frameId: result.frameId,
      // Chrome and Firefox name the document too, so that a frame that navigated in between is told apart.
      documentId: (result as { readonly documentId?: string }).documentId,
    }));
  } catch {
    return [];
  }
}

const REGISTRATION = 'tallystick-sites';

export async function registeredPatterns(): Promise<readonly string[]> {
  const [registered] = await browser.scripting.getRegisteredContentScripts({ ids: [REGISTRATION] });
  return (registered?.matches ?? []).toSorted();
}

/** Makes the registered script run on exactly these patterns from the next page load on. */
export async function registerSiteScript(file: string, patterns: readonly string[]): Promise<void> {
  const registered = await browser.scripting.getRegisteredContentScripts({ ids: [REGISTRATION] });
  if (registered.length > 0) await browser.scripting.unregisterContentScripts({ ids: [REGISTRATION] });
  if (patterns.length === 0) return;
  await browser.scripting.registerContentScripts([
    {
      id: REGISTRATION,
      js: [file],
      matches: [...patterns],
      allFrames: true,
      runAt: 'document_idle',
      persistAcrossSessions: true,
    },
  ]);
}
