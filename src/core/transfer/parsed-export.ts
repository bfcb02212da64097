import type { KeyUriAccount } from '../key-uri/key-uri-account.ts';
import type { ExportFormat } from './export-format.ts';
import type { EntryError } from './transfer-error.ts';

/** An account of another application: what a key URI says, and what that application knew beside it. */
export interface ImportedAccount extends KeyUriAccount {
  /** Folders, groups, categories and tags alike. */
  readonly tags: readonly string[];
  readonly pinned: boolean;
  readonly notes: string;
  /** Origins of the pages it belongs to, e.g. `https://login.example.com`. */
  readonly sites: readonly string[];
  readonly recoveryCodes: readonly string[];
}

export interface SkippedRow {
  /** What the user knows it by; empty where the row had no name. Never a secret. */
  readonly name: string;
  readonly reason: EntryError;
}

/** A passkey as Bitwarden exports it, for the part of the product that keeps passkeys. */
export interface FoundPasskey {
  /** Of the item it was in. */
  readonly name: string;
  /** The object as it is in the file; nothing of it has been checked. */
  readonly raw: unknown;
}

export interface ParsedExport {
  readonly format: ExportFormat;
  readonly accounts: readonly ImportedAccount[];
  readonly skipped: readonly SkippedRow[];
  readonly passkeys: readonly FoundPasskey[];
}
