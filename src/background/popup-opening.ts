// The one answer that the popup waits for: its first screen.
import { entriesOf, sheetsOf } from '../core/vault/history.ts';
import type { PopupView } from '../messaging/page-responses.ts';
import { createViewer, placedOn } from './account-views.ts';
import type { ClockService } from './clock-service.ts';
import type { CodesService } from './codes-service.ts';
import { namedHere, type OrderParts } from './page-order.ts';
import { inPopupOrder } from './popup-order.ts';
import type { SettingsService } from './settings-service.ts';
import type { UsageService } from './usage-service.ts';
import type { VaultService } from './vault-service.ts';
import { unlockedStatus } from './vault-status.ts';

export interface OpeningParts extends OrderParts {
  readonly vaults: VaultService;
  readonly codes: CodesService;
  readonly clock: ClockService;
  readonly settings: SettingsService;
  readonly usage: UsageService;
  /** The tab that the user is looking at. */
  readonly activeTab: () => Promise<ActiveTab>;
}

export interface ActiveTab {
  readonly tabId: number | null;
  readonly origin: string | null;
  readonly isPrivate: boolean;
}

/** As many rows as the popup shows without scrolling, the last one cut. */
const FIRST_SCREEN = 8;

type Asked = ReturnType<typeof askBrowser>;

/** What the popup needs of the browser, asked for before its turn comes. */
export function askBrowser({ settings, usage, activeTab }: OpeningParts) {
  const asked = Promise.all([activeTab(), settings.reader(), usage.reader()]);
  // Whoever waits for it hears of its failure; after a wrong passphrase nobody does.
  asked.catch(() => undefined);
  return asked;
}

/** One answer holds all that the first paint of the popup needs. */
export async function openPopup(services: OpeningParts, asked: Asked): Promise<PopupView> {
  const { vaults, codes, clock } = services;
  const opened = await vaults.readOrStatus(async (vault, session) => {
    const [state, [{ origin, tabId }, settingsOf, usageOf]] = await Promise.all([vault.state(), asked]);
    const kept = entriesOf(state).filter(({ deletedAt }) => deletedAt === null);
    const placed = placedOn(kept, origin);
    const [usage, named] = await Promise.all([usageOf(session), namedHere(placed, tabId, services)]);
    const ordered = inPopupOrder(placed, usage, named);
    const first = ordered.slice(0, FIRST_SCREEN);
    const rows = first.map(createViewer(sheetsOf(state)));
    const shown = first.flatMap(({ entry, resembles }) => (resembles === undefined ? entry : []));
    const chosen = settingsOf(session);
    const list = {
      origin,
      total: ordered.length,
      rows,
      codes: await codes.listIn(vault, shown, clock.codeTimeWith(chosen)),
    };
    return { status: unlockedStatus(session), list, clock: clock.viewWith(chosen, state.root.committedAt) };
  });
  const [{ tabId, isPrivate }] = await asked;
  if ('value' in opened) return { ...opened.value, tabId, isPrivate };
  return { status: opened.status, tabId, isPrivate, list: null, clock: await clock.viewBeside(null) };
}
