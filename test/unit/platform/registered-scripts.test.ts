// What is registered in the browser, as the browser keeps it; between two steps of ours a page may load.
import { beforeEach, describe, expect, test, vi } from 'vitest';
import {
  passkeyPatterns,
  registeredPatterns,
  registerPasskeyScripts,
  registerSiteScript,
} from '../../../src/platform/scripting.ts';

interface Script {
  readonly id: string;
  readonly matches?: readonly string[];
  readonly excludeMatches?: readonly string[];
}

const kept = vi.hoisted(() => ({ scripts: new Map<string, Script>(), steps: [] as string[][] }));

vi.mock('../../../src/platform/browser.ts', () => {
  const stepped = () => kept.steps.push([...kept.scripts.values()].flatMap(({ matches = [] }) => matches));
  const put = (scripts: readonly Script[]) => {
    for (const script of scripts) kept.scripts.set(script.id, { ...kept.scripts.get(script.id), ...script });
    stepped();
  };
  const all = (ids: readonly string[], there: boolean) => ids.every((id) => kept.scripts.has(id) === there);
  const idsOf = (scripts: readonly Script[]) => scripts.map(({ id }) => id);
  return {
    browser: {
      scripting: {
        getRegisteredContentScripts: async ({ ids }: { readonly ids: readonly string[] }) =>
          ids.flatMap((id) => kept.scripts.get(id) ?? []),
        registerContentScripts: async (scripts: readonly Script[]) => {
          if (!all(idsOf(scripts), false)) throw new Error('Duplicate script ID');
          put(scripts);
        },
        updateContentScripts: async (scripts: readonly Script[]) => {
          if (!all(idsOf(scripts), true)) throw new Error('Nonexistent script ID');
          put(scripts);
        },
        unregisterContentScripts: async ({ ids }: { readonly ids: readonly string[] }) => {
          if (!all(ids, true)) throw new Error('Nonexistent script ID');
          for (const id of ids) kept.scripts.delete(id);
          stepped();
        },
      },
    },
  };
});

const SHOP = 'https://shop.example/*';
const BANK = 'https://bank.example/*';
const SCRIPTS = { bridge: 'bridge.js', page: 'page.js' };

beforeEach(() => {
  kept.scripts.clear();
  kept.steps.length = 0;
});

/** Whether there was a moment in which a page of the site would have loaded without the script. */
function wasEverWithout(pattern: string): boolean {
  return kept.steps.some((matches) => !matches.includes(pattern));
}

describe('the script of the allowed sites', () => {
  test('stays on a site while another one is added and goes', async () => {
    for (const patterns of [[SHOP], [BANK, SHOP], [SHOP]]) {
      await registerSiteScript('site.js', patterns);
      expect(await registeredPatterns()).toEqual(patterns);
    }
    expect(wasEverWithout(SHOP)).toBe(false);
  });

  test('goes with the last site, and comes back', async () => {
    for (const patterns of [[SHOP], [], [], [BANK]]) {
      await registerSiteScript('site.js', patterns);
      expect(await registeredPatterns()).toEqual(patterns);
    }
  });
});

describe('the scripts of the passkeys', () => {
  test('stay on a site while another one is added, and while one of its places is left out', async () => {
    const places = [
      { matches: [SHOP], excluded: [] },
      { matches: [BANK, SHOP], excluded: [] },
      { matches: [BANK, SHOP], excluded: ['https://shop.example:8443/*'] },
    ];
    for (const patterns of places) {
      await registerPasskeyScripts(SCRIPTS, patterns);
      expect(await passkeyPatterns()).toEqual(patterns);
    }
    expect(wasEverWithout(SHOP)).toBe(false);
    expect([...kept.scripts.keys()]).toHaveLength(2);
  });

  test('leave nothing out any more once nothing is to be left out', async () => {
    await registerPasskeyScripts(SCRIPTS, { matches: [SHOP], excluded: ['https://shop.example:8443/*'] });
    await registerPasskeyScripts(SCRIPTS, { matches: [SHOP], excluded: [] });
    expect(await passkeyPatterns()).toEqual({ matches: [SHOP], excluded: [] });
    expect(wasEverWithout(SHOP)).toBe(false);
  });

  test('begin also where one of the two is missing, as after a browser that was ended in between', async () => {
    await registerPasskeyScripts(SCRIPTS, { matches: [SHOP], excluded: [] });
    kept.scripts.delete('tallystick-passkey-bridge');
    await registerPasskeyScripts(SCRIPTS, { matches: [SHOP], excluded: [] });
    expect([...kept.scripts.keys()]).toHaveLength(2);
  });
});
