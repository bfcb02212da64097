// The one answer that the popup waits for: its first screen.
import { entriesOf, sheetsOf } from '../../core/vault/records/history.ts';
import type { Vault } from '../../core/vault/vault.ts';
import type { AccountView, CodeAnswer, PopupView } from '../../messaging/page-responses.ts';
import { createViewer, placedOn } from './account-views.ts';
import type { ClockService } from '../clock-service.ts';
import type { CodesService } from './codes-service.ts';
import { FIRST_SCREEN, type FirstRow } from '../../messaging/prepared-screen.ts';
import type { Candidates, OutlineService } from './outline-service.ts';
import { namedHere, type OrderParts } from '../fill/page-order.ts';
import { inPopupOrder } from './popup-order.ts';
import type { PreparedScreens } from './prepared-screens.ts';
import { looksOf, searchHint, type Words } from './row-looks.ts';
import type { SettingsService } from '../vault/settings-service.ts';
import type { UsageService } from './usage-service.ts';
import type { VaultService } from '../vault/vault-service.ts';
import { unlockedStatus } from '../vault/vault-status.ts';

export interface OpeningParts extends OrderParts {
  readonly vaults: VaultService;
  readonly codes: CodesService;
  readonly clock: ClockService;
  readonly settings: SettingsService;
  readonly usage: UsageService;
  readonly outlines: OutlineService;
  readonly screens: PreparedScreens;
  readonly words: Words;
  /** The tab that the user is looking at. */
  readonly activeTab: () => Promise<ActiveTab>;
}

interface ActiveTab {
  readonly tabId: number | null;
  readonly origin: string | null;
  readonly isPrivate: boolean;
}

type Asked = ReturnType<typeof askBrowser>;

/** What the popup needs of the browser, asked for before its turn comes. */
export function askBrowser({ settings, usage, outlines, activeTab }: OpeningParts) {
  const asked = Promise.all([activeTab(), settings.reader(), usage.reader(), outlines.reader()]);
  // Whoever waits for it hears of its failure; after a wrong passphrase nobody does.
  asked.catch(() => undefined);
  return asked;
}

/** One answer holds all that the first paint of the popup needs. */
export async function openPopup(services: OpeningParts, asked: Asked): Promise<PopupView> {
  const { vaults, codes, clock, outlines, screens, words } = services;
  const opened = await vaults.readOrStatus(async (vault, session) => {
    // An index that is open is asked at once; another is opened whole only where its outline does not do.
    if (vault.isOpened) await vault.state();
    const [{ origin, tabId }, settingsOf, usageOf, outlineOf] = await asked;
    const usage = await usageOf(session);
    const sought = { vault, session, usage, pageOrigin: origin };
    const candidates = (vault.isOpened ? undefined : await outlineOf(sought)) ?? (await allOf(vault));
    const placed = placedOn(candidates.entries, origin);
    const named = await namedHere(placed, tabId, services);
    const first = inPopupOrder(placed, usage, named).slice(0, FIRST_SCREEN);
    const rows = first.map(createViewer(candidates.sheets));
    const shown = first.flatMap(({ entry, resembles }) => (resembles === undefined ? entry : []));
    const chosen = settingsOf(session);
    const { total } = candidates;
    const answers = await codes.listIn(vault, shown, clock.codeTimeWith(chosen));
    const list = {
      origin,
      total,
      rows,
      hint: searchHint(total, words),
      first: rows.map((view) => firstRow(view, answers, words)),
      codes: answers,
    };
    outlines.schedule();
    screens.schedule();
    return {
      status: unlockedStatus(session),
      list,
      clock: clock.viewWith(chosen, candidates.committedAt),
    };
  });
  const [{ tabId, isPrivate }] = await asked;
  if ('value' in opened) return { ...opened.value, tabId, isPrivate };
  return { status: opened.status, tabId, isPrivate, list: null, clock: await clock.viewBeside(null) };
}

function firstRow(view: AccountView, answers: readonly CodeAnswer[], words: Words): FirstRow {
  const { id, onThisSite, resembles } = view;
  const isUnreadable = answers.some((answer) => answer.id === id && answer.kind === 'unreadable');
  return { looks: looksOf(view, isUnreadable, words), onThisSite, isHeldBack: resembles !== undefined };
}

async function allOf(vault: Vault): Promise<Candidates> {
  const state = await vault.state();
  const entries = entriesOf(state).filter(({ deletedAt }) => deletedAt === null);
  const { committedAt } = state.root;
  return { entries, total: entries.length, committedAt, sheets: sheetsOf(state) };
}
