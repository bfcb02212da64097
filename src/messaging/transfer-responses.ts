import type { ImportChoice, ImportKind } from '../core/transfer/import-plan.ts';
import type { ImportedAccountMessage } from './transfer-requests.ts';

interface ImportPreviewItem {
  readonly kind: ImportKind;
  /** The account of the vault that it was compared with. */
  readonly existing: { readonly id: string; readonly issuer: string; readonly accountName: string } | null;
  /** The first one is the suggestion. */
  readonly offers: readonly ImportChoice[];
}

/** An account given out with its secret; `recoveryCodes`: those that still open it. */
export type ExportedAccountMessage = ImportedAccountMessage & { readonly id: string };

/**
 * - `same`: kept already, or twice in the file. - `in-trash`: comes out of the trash. - `broken`: its key does not sign.
 */
export type ImportedPasskeyKind = 'new' | 'same' | 'in-trash' | 'broken';

export interface TransferResponses {
  'import/preview': readonly ImportPreviewItem[];
  /** `seq`: the state that this made, for the way back. */
  'import/add': {
    readonly added: number;
    readonly changed: number;
    readonly passkeys: number;
    readonly seq: number;
  };
  /** In the order that was asked for. */
  'import/preview-passkeys': readonly ImportedPasskeyKind[];
  /** Of the import that is being sealed; null where there is none. */
  'import/progress': { readonly done: number; readonly total: number } | null;
  'import/cancel': null;
  'import/undo': null;
  /** In the order that was asked for, and the ids of those that could not be read. */
  'export/accounts': {
    readonly accounts: readonly ExportedAccountMessage[];
    readonly unreadable: readonly string[];
  };
}
