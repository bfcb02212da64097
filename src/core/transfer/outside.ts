import type { Bytes } from '../bytes/bytes.ts';
import type { Result } from '../result.ts';

/** One derivation of a key from a passphrase, as the file asks for it. */
export type KdfJob =
  | {
      readonly kind: 'pbkdf2';
      readonly hash: 'SHA-1' | 'SHA-256' | 'SHA-512';
      readonly iterations: number;
      readonly length: number;
    }
  | {
      readonly kind: 'scrypt';
      readonly n: number;
      readonly r: number;
      readonly p: number;
      readonly length: number;
    }
  | {
      readonly kind: 'argon2id';
      readonly memoryKib: number;
      readonly iterations: number;
      readonly parallelism: number;
      readonly length: number;
    };

/** Platform implements it; its caller has checked the job against the ceilings. */
export interface Kdf {
  derive(passphrase: Bytes, salt: Bytes, job: KdfJob): Promise<Result<Bytes, 'not-enough-memory'>>;
}

export interface ArchiveEntry {
  readonly name: string;
  readonly isEncrypted: boolean;
  /** The unpacked bytes, never more than the limits allow, whatever the archive claims. */
  read(passphrase: string | undefined): Promise<Result<Bytes, ArchiveError>>;
}

export type ArchiveError = 'needs-passphrase' | 'wrong-passphrase' | 'damaged' | 'unsupported' | 'too-large';

/** Zip files, those with WinZip's AES and the old encryption included. */
export interface Unzip {
  list(bytes: Bytes): Promise<Result<readonly ArchiveEntry[], 'damaged' | 'too-large'>>;
}

/** What reading an export needs from outside of core. */
export interface TransferOutside {
  readonly kdf: Kdf;
  readonly unzip: Unzip;
}
