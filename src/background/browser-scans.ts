import { scheduleAlarm } from '../platform/named-alarm.ts';
import { openPopup } from '../platform/toolbar.ts';
import { locateImageInTab } from '../platform/pictures/page-pictures.ts';
import { ownPageUrl } from '../platform/runtime-messages.ts';
import { scanStore, scannedPartsStore } from '../platform/storage/scan-store.ts';
import { systemClock } from '../platform/system.ts';
import { captureTabAsUrl } from '../platform/pictures/tab-capture.ts';
import { openTab, originOfTab } from '../platform/tabs.ts';
import { PartialExports } from './partial-exports.ts';
import { ScanService } from './scan-service.ts';
import type { VaultService } from './vault/vault-service.ts';

/** The scan service on the browser's own interfaces. */
export function browserScans(): ScanService {
  return new ScanService({
    store: scanStore,
    clock: systemClock,
    originOf: originOfTab,
    capture: captureTabAsUrl,
    locate: locateImageInTab,
    openPopup,
    openManage: () => openTab(ownPageUrl('src/manage/index.html#/scan')),
  });
}

export function browserPartialExports(vaults: VaultService): PartialExports {
  return new PartialExports({
    store: scannedPartsStore,
    clock: systemClock,
    vaults,
    schedule: (at) => scheduleAlarm('parts', at),
  });
}
