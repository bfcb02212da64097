import path from 'node:path';
import type { Rolldown } from 'vite';

/** What draws the popup's first screen, and all that this imports, is what the popup waits for. */
const POPUP = path.resolve('src/popup/program.tsx');

const SHOWS = /[\\/](?:preact|@preact|src[\\/]ui)[\\/]/;
const WORKS = /[\\/](?:webextension-polyfill|src[\\/](?:messaging|platform|core))[\\/]/;

/**
 * The files that the popup shares, few and each whole: a popup that waits for five opens later, and one that waits for the
 * list of public suffixes loads more than twice as much. So what its first screen needs is by itself: `ui` and `base`. What
 * else is shared is left to the bundler: a later view takes what it imports, and not what all others do.
 */
export function sharedParts(): Rolldown.CodeSplittingGroup[] {
  const popup = new Set<string>();
  const ofPopup = (name: string) => (id: string, graph: Rolldown.ChunkingContext) => {
    if (popup.size === 0) reach(POPUP, popup, graph);
    return popup.has(id) ? name : null;
  };
  const inOrder = [
    { name: ofPopup('base'), test: WORKS },
    { name: ofPopup('ui'), test: SHOWS },
  ];
  // Each takes along what its modules import, so those that must stay small come first.
  return inOrder.map((group, at) => ({ ...group, minShareCount: 2, priority: inOrder.length - at }));
}

function reach(id: string, reached: Set<string>, graph: Rolldown.ChunkingContext): void {
  if (reached.has(id)) return;
  reached.add(id);
  for (const next of graph.getModuleInfo(id)?.importedIds ?? []) reach(next, reached, graph);
}
