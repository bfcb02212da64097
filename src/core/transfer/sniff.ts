import type { Bytes } from '../bytes/bytes.ts';
import { err, ok, type Result } from '../result.ts';
import { csvFiles } from './formats/csv-files.ts';
import { aegis } from './formats/aegis.ts';
import { andOtp, andOtpEncrypted } from './formats/andotp.ts';
import { authenticatorExtension } from './formats/authenticator-extension.ts';
import { authyPreferences, authyTokens } from './formats/authy.ts';
import { bitwarden, bitwardenArchive } from './formats/bitwarden.ts';
import { duo } from './formats/duo.ts';
import { enteEncrypted } from './formats/ente.ts';
import { freeOtpPlus, freeOtpPreferences } from './formats/freeotp.ts';
import { freeOtp2 } from './formats/freeotp-2.ts';
import { keePassXml } from './formats/keepass-xml.ts';
import { lastPassAuthenticator } from './formats/lastpass-authenticator.ts';
import { onePassword } from './formats/onepassword.ts';
import { otpauthLines } from './formats/otpauth-lines.ts';
import { protonAuthenticator } from './formats/proton-authenticator.ts';
import { protonPass, protonPassArchive } from './formats/proton-pass.ts';
import { raivo, raivoArchive } from './formats/raivo.ts';
import { steam } from './formats/steam.ts';
import { stratum, stratumEncrypted } from './formats/stratum.ts';
import {
  totpAuthenticator,
  totpAuthenticatorPreferences,
  totpAuthenticatorTokens,
} from './formats/totp-authenticator.ts';
import { twoFas } from './formats/two-fas.ts';
import { winAuthArchive } from './formats/winauth.ts';
import { parseJsonText } from './containers/json-text.ts';
import type { TransferOutside } from './outside.ts';
import type {
  ArchiveReader,
  BinaryReader,
  JsonReader,
  Reader,
  ReadOutcome,
  TextReader,
  XmlReader,
} from './reader.ts';
import type { ExportFormat } from './export-format.ts';
import type { Session } from './session.ts';
import { decodeTextFile } from './text-file.ts';
import type { TransferError } from './transfer-error.ts';
import { parseXml } from './containers/xml.ts';

/** A file whose format is known, ready to be read. */
export interface Recognised {
  readonly format: ExportFormat;
  read(session: Session): ReadOutcome | Promise<ReadOutcome>;
}

// A format is added by one line here. The first that recognises the content reads it, so what claims less comes later.

const jsonReaders: readonly JsonReader[] = [
  aegis,
  twoFas,
  bitwarden,
  enteEncrypted,
  stratum,
  protonAuthenticator,
  protonPass,
  lastPassAuthenticator,
  freeOtpPlus,
  steam,
  authyTokens,
  duo,
  raivo,
  totpAuthenticatorTokens,
  andOtp,
  authenticatorExtension,
];
const xmlReaders: readonly XmlReader[] = [
  keePassXml,
  authyPreferences,
  totpAuthenticatorPreferences,
  freeOtpPreferences,
];
const textReaders: readonly TextReader[] = [otpauthLines, ...csvFiles, totpAuthenticator];
const archiveReaders: readonly ArchiveReader[] = [
  onePassword,
  protonPassArchive,
  raivoArchive,
  bitwardenArchive,
  winAuthArchive,
];
/** andOTP's is the one file without any mark of its own, so it comes last. */
const binaryReaders: readonly BinaryReader[] = [freeOtp2, stratumEncrypted, andOtpEncrypted];

/** Which format the bytes are; decided by nothing else. */
export async function sniff(
  bytes: Bytes,
  outside: TransferOutside,
): Promise<Result<Recognised, TransferError>> {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    const entries = await outside.unzip.list(bytes);
    return entries.ok ? choose(archiveReaders, entries.value) : entries;
  }
  const text = decodeTextFile(bytes);
  if (text === undefined) return choose(binaryReaders, bytes);
  const trimmed = text.trim();
  if (/^[[{]/.test(trimmed)) {
    const json = parseJsonText(trimmed);
    return json.ok ? choose(jsonReaders, json.value) : json;
  }
  if (trimmed.startsWith('<')) {
    const root = parseXml(trimmed);
    return root.ok ? choose(xmlReaders, root.value) : root;
  }
  return choose(textReaders, trimmed);
}

function choose<Content>(
  readers: readonly Reader<Content>[],
  content: Content,
): Result<Recognised, 'unsupported'> {
  const reader = readers.find((candidate) => candidate.recognises(content));
  if (reader === undefined) return err('unsupported');
  return ok({ format: reader.format, read: (session) => reader.read(content, session) });
}
