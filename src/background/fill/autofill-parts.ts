// What filling is made of.
import type { Clock, Random } from '../../core/vault/outside.ts';
import type { AccountsService } from '../accounts/accounts-service.ts';
import type { CodesService } from '../accounts/codes-service.ts';
import type { UseService } from '../accounts/use-service.ts';
import type { PageReach } from './page-frames.ts';
import type { RecoveryFillService } from './recovery-fill-service.ts';

export interface AutofillParts {
  readonly accounts: AccountsService;
  readonly codes: CodesService;
  readonly recovery: RecoveryFillService;
  readonly uses: UseService;
  readonly reach: PageReach;
  readonly pending: PendingFills;
  /** Whether the user wants the form of this site to be sent after filling. */
  readonly submitsOn: (origin: string) => Promise<boolean>;
  readonly random: Random;
  readonly clock: Clock;
}

/** A fill that waits for the vault to be unlocked; kept outside of the worker, which may stop meanwhile. */
export interface PendingFills {
  read(): Promise<PendingFill | undefined>;
  write(pending: PendingFill): Promise<void>;
  delete(): Promise<void>;
}

export interface PendingFill {
  readonly tabId: number;
  /** Of the page that was asked to be filled: it may have gone elsewhere while the passphrase was typed. */
  readonly origin: string;
  readonly expiresAt: number;
}
