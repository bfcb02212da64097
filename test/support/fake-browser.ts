// What survives a service worker, in memory: the browser's stores, its clipboard, its clock.
import type { PendingFill } from '../../src/background/fill/autofill-parts.ts';
import type { LastBackup, MadeBackup } from '../../src/background/transfer/backup-service.ts';
import type { CopiedText } from '../../src/background/clipboard-service.ts';
import type { SiteAnswer } from '../../src/background/clock-service.ts';
import { OutlineService, type OutlineServiceParts } from '../../src/background/accounts/outline-service.ts';
import {
  PreparedScreens,
  type PreparedScreensParts,
} from '../../src/background/accounts/prepared-screens.ts';
import type { LastFill } from '../../src/background/accounts/use-service.ts';
import type { SiteChoice } from '../../src/background/fill/offer-service.ts';
import type { InstalledMarker } from '../../src/background/vault/vault-survey.ts';
import type { Bytes } from '../../src/core/bytes/bytes.ts';
import { isMarked } from '../../src/core/clipboard/copied-mark.ts';
import type { FoundMark, MarkStore } from '../../src/core/vault/mirror/mirror-store.ts';
import type { UnlockedSession } from '../../src/core/vault/lock.ts';
import type { Diagnostics, PageEvent } from '../../src/messaging/page-responses.ts';
import type { Words } from '../../src/background/accounts/row-looks.ts';
import type { PreparedScreen } from '../../src/messaging/prepared-screen.ts';
import { MemoryGenerations, MemoryMirror } from './vault/memory-store.ts';
import { testOutside } from './vault/outside.ts';

interface FakeLocal {
  marker: InstalledMarker | 'damaged' | undefined;
  settings: unknown;
  usage?: unknown;
  broken: boolean;
}

/** What survives the service worker: the browser's stores. */
export class FakeBrowser {
  /** What the script that reads a page answers. */
  pageText: unknown;
  readonly generations = new MemoryGenerations();
  /** The first database of this browser. */
  readonly memory = this.generations.memoryAt(0);
  readonly mirror = new MemoryMirror();
  anchor: Bytes | undefined;
  readonly events: PageEvent[] = [];
  readonly alarms: (number | null)[] = [];
  readonly local: FakeLocal = { marker: undefined, settings: undefined, broken: false };
  readonly outside: ReturnType<typeof testOutside>;
  session: UnlockedSession | undefined;
  outline: Bytes | undefined;
  outlineMark: string | undefined;
  screen: PreparedScreen | undefined;
  screenFails = false;
  engineFailed = false;
  pending: PendingFill | undefined;
  errors: Diagnostics['errors'] = [];
  lastBackup: LastBackup | undefined;
  madeBackup: MadeBackup | undefined;
  filled: ReadonlyMap<string, number> = new Map();
  lastFill: LastFill | undefined;
  copied: CopiedText | undefined;
  /** What an administrator has set. */
  managed: unknown = {};
  readonly clipboard = new FakeClipboard();
  seenTab: number | null = null;
  siteChoices: ReadonlyMap<string, SiteChoice> = new Map();
  /** What content scripts were told, by tab, and that the popup was opened. */
  readonly told: (readonly [number, string])[] = [];
  askSite = async (_tabId: number): Promise<SiteAnswer> => ({ kind: 'no-page' });
  #writing: Promise<unknown> = Promise.resolve();

  constructor(seed = 'background') {
    this.outside = testOutside(seed);
  }

  readonly tellPages = (event: PageEvent): void => void this.events.push(event);
  /** What the browser says about policies waits for this. */
  policyWaits: Promise<void> = Promise.resolve();
  rememberedPolicy: unknown;
  readonly policyTold = async (): Promise<unknown> => {
    await this.policyWaits;
    return this.managed;
  };
  readonly settingsStore = {
    read: async () => {
      if (this.local.broken) throw new Error('storage.local does not answer');
      return this.local.settings;
    },
    write: async (signed: unknown) => void (this.local.settings = signed),
  };
  readonly policyMemory = {
    read: async () => this.rememberedPolicy,
    write: async (managed: unknown) => void (this.rememberedPolicy = managed),
  };

  readonly exclusively = <Value>(work: () => Promise<Value>): Promise<Value> => {
    const result = this.#writing.then(work);
    this.#writing = result.catch(() => undefined);
    return result;
  };

  readonly engineFailedStore = {
    read: async () => this.engineFailed,
    write: async () => void (this.engineFailed = true),
  };

  /** Whether a change is under way that the mirror has not yet, and what was found of that in this browser. */
  isMarked = false;
  foundMark: FoundMark | undefined;
  readonly changeMark: MarkStore = {
    look: async () => this.foundMark ?? (this.isMarked ? 'left' : 'none'),
    keepFound: async (found) => void (this.foundMark = found),
    set: () =>
      this.#local(() => {
        this.isMarked = true;
      }),
    clear: () =>
      this.#local(() => {
        this.isMarked = false;
      }),
  };

  /** The browser is ended and started again: its memory is gone, and what a worker was about to do. */
  restart(): void {
    this.session = undefined;
    this.engineFailed = false;
    this.foundMark = undefined;
  }

  readonly useStore = {
    readLastFill: async () => this.lastFill,
    writeLastFill: async (fill: LastFill) => {
      this.lastFill = fill;
    },
  };

  readonly filledStore = {
    read: () => Promise.resolve(this.filled),
    write: async (next: ReadonlyMap<string, number>) => void (this.filled = next),
  };

  readonly sessionStore = {
    read: () => Promise.resolve(this.session),
    write: async (session: UnlockedSession) => {
      await Promise.resolve();
      this.session = session;
    },
    delete: async () => {
      await Promise.resolve();
      this.session = undefined;
      this.outline = undefined;
      this.outlineMark = undefined;
      this.screen = undefined;
    },
  };

  readonly facts = {
    readInstalledMarker: () => this.#local(() => this.local.marker),
    writeInstalledMarker: (marker: InstalledMarker) =>
      this.#local(() => {
        this.local.marker = marker;
      }),
    forgetEverything: () =>
      this.#local(() => {
        this.local.marker = undefined;
        this.local.settings = undefined;
        this.lastBackup = undefined;
        this.madeBackup = undefined;
        this.errors = [];
        this.isMarked = true;
      }),
  };

  readonly anchorStore = {
    read: async () => this.anchor,
    write: async (anchor: Bytes) => {
      this.anchor = anchor;
    },
    delete: async () => {
      this.anchor = undefined;
    },
  };

  async #local<Value>(work: () => Value): Promise<Value> {
    await Promise.resolve();
    if (this.local.broken) throw new Error('storage.local does not answer');
    return work();
  }
}

/** The system's clipboard, and whether the user lets us read it. */
class FakeClipboard {
  readonly alarms: number[] = [];
  text = '';
  mayRead = true;
  failing = 0;

  async clearIfMarked(mark: string): Promise<void> {
    await Promise.resolve();
    if (this.failing > 0) {
      this.failing -= 1;
      throw new Error('no document out of sight');
    }
    if (isMarked(this.text, mark)) this.text = '';
  }
}

/** The key of a text, and what is put in. */
export const wordsOf: Words = (key, substitutions) => [key, ...substitutions].join(' ');

/** Written when a test says so. */
export function outlinesOf(
  browser: FakeBrowser,
  parts: Pick<OutlineServiceParts, 'vaults' | 'usage' | 'outside'>,
): OutlineService {
  const store = {
    read: async () => browser.outline,
    write: async (sealed: Bytes, mark: string) => {
      browser.outline = sealed;
      browser.outlineMark = mark;
    },
    readMark: async () => browser.outlineMark,
  };
  return new OutlineService({ ...parts, store, soon: () => undefined });
}

/** Written when a test says so. */
export function screensOf(
  browser: FakeBrowser,
  parts: Pick<PreparedScreensParts, 'vaults' | 'usage' | 'settings' | 'clock'>,
): PreparedScreens {
  const store = {
    read: async () => browser.screen,
    write: async (screen: PreparedScreen) => {
      await Promise.resolve();
      browser.screen = screen;
    },
    delete: async () => {
      if (browser.screenFails) throw new Error('storage.session does not answer');
      browser.screen = undefined;
    },
  };
  return new PreparedScreens({ ...parts, words: wordsOf, store, soon: () => undefined });
}
