// The verbs about recovery codes.
import type { recoveryRequests } from '../../messaging/recovery-requests.ts';
import type { PageHandlers } from '../../messaging/router.ts';
import type { RecoveryFillService } from '../fill/recovery-fill-service.ts';
import type { RecoveryService } from './recovery-service.ts';

export function recoveryHandlers(
  recovery: RecoveryService,
  fills: RecoveryFillService,
): Pick<PageHandlers, keyof typeof recoveryRequests> {
  return {
    'recovery/list': () => recovery.list(),
    'recovery/reveal': async ({ sheetId, position }) => ({ code: await recovery.reveal(sheetId, position) }),
    'recovery/keep': async (request) => ({ sheetId: await recovery.keep(request) }),
    'recovery/mark': async (request) => nothing(recovery.mark(request)),
    'recovery/questions': () => fills.questions(),
    'recovery/reconcile': ({ sheetId, left }) => recovery.reconcile(sheetId, left),
    'recovery/settle-replacement': async ({ sheetId, isConfirmed }) =>
      nothing(recovery.settleReplacement(sheetId, isConfirmed)),
    'recovery/remove': async ({ sheetId }) => nothing(recovery.remove(sheetId)),
    'recovery/put-back': async ({ sheetId }) => nothing(recovery.putBack(sheetId)),
    'recovery/export': async ({ presented, sheetId }) => ({
      codes: await recovery.export(presented, sheetId),
    }),
    'recovery/read-page': ({ tabId }) => recovery.readPage(tabId),
  };
}

async function nothing(work: Promise<unknown>): Promise<null> {
  await work;
  return null;
}
