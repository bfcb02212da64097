// The ways to a code without the popup (the number over the icon, the address bar), and what was used.
import type { Outside } from '../../core/vault/outside.ts';
import { readUsage, writeUsage } from '../../platform/storage/local-store.ts';
import { allowedPatterns } from '../../platform/permissions.ts';
import { copyFromBackground } from '../../platform/clipboard-guard.ts';
import { localised } from '../../platform/i18n.ts';
import { onOmnibox } from '../../platform/omnibox.ts';
import { accountTextsInTab } from '../../platform/page-accounts.ts';
import { activeTab, addressOfTab, webTabs } from '../../platform/tabs.ts';
import { openPopup, setBadge, setIconTitle } from '../../platform/toolbar.ts';
import type { AccountsService } from './accounts-service.ts';
import { BadgeService } from '../fill/badge-service.ts';
import type { ClipboardService } from '../clipboard-service.ts';
import type { CodesService } from './codes-service.ts';
import { EnrolmentWatch } from '../fill/enrolment-watch.ts';
import {
  deleteScreen,
  readOutline,
  readOutlineMark,
  readScreen,
  writeOutline,
  writeScreen,
} from '../../platform/storage/session-store.ts';
import { OmniboxService } from './omnibox-service.ts';
import { PageSigns } from '../fill/page-signs.ts';
import { OutlineService, type OutlineServiceParts } from './outline-service.ts';
import { PreparedScreens, type PreparedScreensParts } from './prepared-screens.ts';
import type { SessionStore } from '../vault/unlocked-session.ts';
import { UsageService } from './usage-service.ts';
import type { UseService } from './use-service.ts';

const DONE_MS = 2_000;

export function createUsage(session: Pick<SessionStore, 'read'>, outside: Outside): UsageService {
  return new UsageService({ store: { read: readUsage, write: writeUsage }, session, outside });
}

/** After what the user waits for, and long before a worker without work is stopped. */
const OUTLINE_AFTER_MS = 1_000;

export function createOutlines(
  parts: Pick<OutlineServiceParts, 'vaults' | 'usage' | 'outside'>,
): OutlineService {
  return new OutlineService({
    ...parts,
    store: { read: readOutline, write: writeOutline, readMark: readOutlineMark },
    soon: (work) => void setTimeout(work, OUTLINE_AFTER_MS),
  });
}

export function createScreens(
  parts: Omit<PreparedScreensParts, 'store' | 'soon' | 'words'>,
): PreparedScreens {
  return new PreparedScreens({
    ...parts,
    words: localised,
    store: { read: readScreen, write: writeScreen, delete: deleteScreen },
    soon: (work) => void setTimeout(work, OUTLINE_AFTER_MS),
  });
}

/** Called in the first turn of the worker: the address bar may be what started it. */
export function startQuickAccess(services: {
  readonly accounts: AccountsService;
  readonly codes: CodesService;
  readonly clipboard: ClipboardService;
  readonly uses: UseService;
}): BadgeService {
  const badges = new BadgeService({
    webTabs,
    allowedPatterns,
    countOn: (origin) => services.accounts.countOn(origin),
    show: setBadge,
  });
  const omnibox = new OmniboxService({
    ...services,
    copy: copyFromBackground,
    noteUse: async (id) => services.uses.note(id, (await activeTab()).tabId),
  });
  onOmnibox({
    suggest: async (typed) => wordsFor(await omnibox.offer(typed).catch(() => [])),
    enter: (typed) => void enter(omnibox, badges, typed),
  });
  return badges;
}

/** What the icon says of the page in front: how many accounts there are for it, or that it offers a new one. */
export function createPageSigns(accounts: AccountsService): PageSigns {
  const enrolments = new EnrolmentWatch({
    accounts,
    textsIn: accountTextsInTab,
    addressOf: addressOfTab,
    show: async (tabId) => {
      await setBadge(tabId, '+');
      await setIconTitle(tabId, localised('iconOffers', []));
    },
    later: (work, ms) => void setTimeout(work, ms),
  });
  return new PageSigns({ accounts, enrolments, setBadge });
}

function wordsFor(names: readonly string[] | undefined) {
  if (names === undefined) return { first: localised('omniboxUnlock', []), others: [] };
  const [first, ...others] = names;
  if (first === undefined) return { first: localised('omniboxNothing', []), others: [] };
  const copyOf = (name: string) => localised('omniboxCopy', [name]);
  return {
    first: copyOf(first),
    others: others.map((name) => ({ content: name, description: copyOf(name) })),
  };
}

/** What it did is said by a mark over the icon; where there is more to say, the popup says it. */
async function enter(omnibox: OmniboxService, badges: BadgeService, typed: string): Promise<void> {
  const done = await omnibox.enter(typed).catch(() => 'failed' as const);
  if (done !== 'copied') {
    await openPopup();
    return undefined;
  }
  const { tabId } = await activeTab();
  if (tabId === null) return undefined;
  await setBadge(tabId, '✓');
  setTimeout(() => void setBadge(tabId, '').then(() => badges.refresh()), DONE_MS);
  return undefined;
}
