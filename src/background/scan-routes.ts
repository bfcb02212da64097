// The verbs by which something to scan reaches the page of ours that shows what is in it.
import type { PageHandlers } from '../messaging/router.ts';
import type { scanRequests } from '../messaging/scan-requests.ts';
import type { PartialExports } from './partial-exports.ts';
import type { ScanService } from './scan-service.ts';

export interface ScanServices {
  readonly scans: ScanService;
  readonly partialExports: PartialExports;
}

export function scanHandlers({
  scans,
  partialExports,
}: ScanServices): Pick<PageHandlers, keyof typeof scanRequests> {
  return {
    'scan/give': async ({ tabId, picture }) => {
      await scans.give(tabId, picture);
      return null;
    },
    'scan/take': ({ to, tabId }) => scans.take(to, tabId),
    'scan/parts': () => partialExports.texts(),
    'scan/keep-parts': ({ texts }) => partialExports.keep(texts),
  };
}
