// The verbs about accounts from other applications, and for them.
import type { PageHandlers } from '../../messaging/router.ts';
import type { transferRequests } from '../../messaging/transfer-requests.ts';
import type { ExportService } from './export-service.ts';
import type { ImportService } from './import-service.ts';

export interface TransferServices {
  readonly imports: ImportService;
  readonly exports: ExportService;
}

export function transferHandlers({
  imports,
  exports,
}: TransferServices): Pick<PageHandlers, keyof typeof transferRequests> {
  return {
    'import/preview': ({ accounts }) => imports.preview(accounts),
    'import/preview-passkeys': ({ passkeys }) => imports.previewPasskeys(passkeys),
    'import/add': ({ additions, passkeys }) => imports.add(additions, passkeys),
    'import/progress': async () => imports.progress(),
    'import/cancel': async () => {
      imports.cancel();
      return null;
    },
    'import/undo': async ({ seq }) => {
      await imports.undo(seq);
      return null;
    },
    'export/accounts': ({ presented, ids }) => exports.accounts(presented, ids),
  };
}
