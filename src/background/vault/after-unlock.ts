import { RequestFailure } from '../../messaging/failure.ts';
import type { DiagnosticsService } from './diagnostics-service.ts';
import type { HistoryService } from './history-service.ts';
import type { RepairService } from './repair-service.ts';
import type { SlotsService } from './slots-service.ts';

interface Parts {
  readonly history: HistoryService;
  readonly repairs: RepairService;
  readonly slots: SlotsService;
  readonly diagnostics: DiagnosticsService;
  readonly takeBackPasskeys: () => Promise<void>;
  readonly followPermissions: () => Promise<void>;
}

/** Until the codes that the user unlocked for are on the screen. */
const LOOK_AFTER_MS = 300;

/** In peace, after unlocking: the trash of 30 days ago goes, and every record is compared with the index. */
export function lookAfterVaultSoon(parts: Parts): void {
  setTimeout(() => void lookAfterVault(parts), LOOK_AFTER_MS);
}

async function lookAfterVault(parts: Parts): Promise<void> {
  try {
    await parts.takeBackPasskeys();
    await parts.followPermissions();
    await parts.history.dropExpired();
    await parts.repairs.check();
    await parts.slots.dropLeft();
  } catch (error) {
    const hasLocked =
      error instanceof RequestFailure && (error.code === 'locked' || error.code === 'read-only');
    if (!hasLocked) await parts.diagnostics.note('check', error);
  }
}
