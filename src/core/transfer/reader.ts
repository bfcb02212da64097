import type { Bytes } from '../bytes/bytes.ts';
import type { Result } from '../result.ts';
import type { Entry } from './entry.ts';
import type { ExportFormat } from './export-format.ts';
import type { ArchiveEntry } from './outside.ts';
import type { FoundPasskey } from './parsed-export.ts';
import type { Session } from './session.ts';
import type { TransferError } from './transfer-error.ts';
import type { XmlElement } from './containers/xml.ts';

/** What a reader found; the rows become accounts and skipped rows afterwards, the same way for every format. */
export interface Found {
  readonly entries: readonly Entry[];
  readonly passkeys?: readonly FoundPasskey[];
  /** Where one container has several writers, such as lists of key URIs. */
  readonly format?: ExportFormat;
}

export type ReadOutcome = Result<Found, TransferError>;

/**
 * One foreign format. `recognises` looks at the content alone, claims nothing that another format could be, and is
 * asked in the order of the lists in `sniff.ts`.
 */
export interface Reader<Content> {
  readonly format: ExportFormat;
  recognises(content: Content): boolean;
  read(content: Content, session: Session): ReadOutcome | Promise<ReadOutcome>;
}

export type JsonReader = Reader<unknown>;
export type TextReader = Reader<string>;
export type XmlReader = Reader<XmlElement>;
export type BinaryReader = Reader<Bytes>;
export type ArchiveReader = Reader<readonly ArchiveEntry[]>;
