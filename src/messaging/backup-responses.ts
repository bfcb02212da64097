import type { AccountDifference } from '../core/backup/account-difference.ts';
import type { RestoreChoice, RestoreKind } from '../core/backup/restore-plan.ts';
import type { ComparisonStatus } from '../core/backup/verify-backup.ts';

/** How much would be lost if the browser's data were lost now. */
export interface BackupState {
  /** When the last file was made that was read back; null where there is none. */
  readonly lastAt: number | null;
  /** Accounts added or changed since. */
  readonly changedSince: number;
  /** Damaged accounts that the last file does not have. */
  readonly unreadable: number;
  readonly accounts: number;
  /** As `changedSince`, of passkeys. */
  readonly passkeysChangedSince: number;
  readonly passkeys: number;
}

export interface BackupComparisonView {
  readonly createdAt: number;
  readonly counts: { readonly [Status in ComparisonStatus]: number };
  /** True where the file would bring back all that the vault holds now. */
  readonly isUpToDate: boolean;
  /** The counts are of accounts and passkeys together. */
  readonly hasPasskeys: boolean;
  readonly differing: readonly {
    readonly status: ComparisonStatus;
    readonly issuer: string;
    readonly accountName: string;
    readonly isPasskey: boolean;
  }[];
  /** The accounts in the file that have no recovery codes there. */
  readonly withoutRecoveryCodes: readonly {
    readonly id: string;
    readonly account: { readonly issuer: string; readonly accountName: string };
  }[];
}

export interface RestorePreview {
  readonly createdAt: number;
  readonly items: readonly {
    readonly id: string;
    readonly kind: RestoreKind;
    readonly issuer: string;
    readonly accountName: string;
    readonly isInTrash: boolean;
    /** What the vault has in its place. */
    readonly current: { readonly issuer: string; readonly accountName: string } | null;
    readonly differences: readonly AccountDifference[];
    readonly offers: readonly RestoreChoice[];
    readonly suggested: RestoreChoice;
    readonly isPasskey: boolean;
  }[];
}
