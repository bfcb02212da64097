import * as v from 'valibot';
import { decodeBase64 } from '../../bytes/base64.ts';
import type { Bytes } from '../../bytes/bytes.ts';
import { decodeUtf8 } from '../../bytes/utf8.ts';
import { splitLabel } from '../../key-uri/names.ts';
import { err, ok, type Result } from '../../result.ts';
import { openGcm, openGcmJson } from '../containers/cipher.ts';
import { type Entry, skip } from '../entry.ts';
import { anything, looseList, looseText, own, shaped, textOf } from '../fields.ts';
import { parseJsonText } from '../containers/json-text.ts';
import type { JsonReader } from '../reader.ts';
import type { Session } from '../session.ts';
import type { TransferError } from '../transfer-error.ts';

const LATEST_SCHEMA = 4;
export const TWO_FAS_ITERATIONS = 10_000;

const fileSchema = v.object({
  schemaVersion: v.pipe(v.number(), v.integer()),
  services: v.array(v.unknown()),
  groups: looseList,
  servicesEncrypted: looseText,
  reference: looseText,
});

/** 2FAS, schemas 1 to 4; the services are sealed as a whole. */
export const twoFas: JsonReader = {
  format: '2fas',
  recognises: (json) => own(json, 'schemaVersion') !== undefined && own(json, 'services') !== undefined,
  async read(json, session) {
    const file = shaped(fileSchema, json);
    if (file === undefined) return err('damaged');
    if (file.schemaVersion > LATEST_SCHEMA) return err('newer-version');
    const services =
      file.servicesEncrypted === ''
        ? ok(file.services)
        : await openServices(file.servicesEncrypted, file.reference, session);
    if (!services.ok) return services;
    const groups = new Map(
      file.groups.map((group) => [textOf(own(group, 'id')), textOf(own(group, 'name'))]),
    );
    return ok({ entries: services.value.map((raw) => entryOf(raw, groups)) });
  },
};

interface Sealed {
  readonly data: Bytes;
  readonly salt: Bytes;
  readonly nonce: Bytes;
}

async function openServices(
  text: string,
  reference: string,
  session: Session,
): Promise<Result<readonly unknown[], TransferError>> {
  const sealed = splitSealed(text);
  if (sealed === undefined) return err('damaged');
  const key = await session.deriveKey(sealed.salt, {
    kind: 'pbkdf2',
    hash: 'SHA-256',
    iterations: TWO_FAS_ITERATIONS,
    length: 32,
  });
  if (!key.ok) return key;
  const opened = openGcmJson({ ...sealed, key: key.value });
  if (!opened.ok) return err(fitsReference(key.value, reference) ? 'damaged' : opened.error);
  const services = parseJsonText(opened.value);
  if (!services.ok) return services;
  return Array.isArray(services.value) ? ok(services.value) : err('damaged');
}

/** The reference is a constant sealed under the same key, only there to check the passphrase. */
function fitsReference(key: Bytes, text: string): boolean {
  const sealed = splitSealed(text);
  const opened = sealed && openGcm({ ...sealed, key });
  return opened !== undefined && decodeUtf8(opened) !== undefined;
}

function splitSealed(text: string): Sealed | undefined {
  const [data, salt, nonce, ...rest] = text.split(':').map((part) => decodeBase64(part.trim()));
  if (data === undefined || salt === undefined || nonce === undefined || rest.length > 0) return undefined;
  return { data, salt, nonce };
}

const serviceSchema = v.object({
  name: looseText,
  secret: v.string(),
  groupId: looseText,
  otp: v.optional(
    v.object({
      label: looseText,
      account: looseText,
      issuer: looseText,
      tokenType: looseText,
      algorithm: looseText,
      digits: anything,
      period: anything,
      counter: anything,
    }),
  ),
});

function entryOf(raw: unknown, groups: ReadonlyMap<string, string>): Entry {
  const service = shaped(serviceSchema, raw);
  if (service === undefined) return skip(textOf(own(raw, 'name')), 'unreadable');
  const { name, secret, groupId, otp } = service;
  const issuer = otp?.issuer || name;
  return {
    from: 'fields',
    ...otp,
    // The second schema knew time-based accounts only and did not say so.
    type: otp?.tokenType || 'totp',
    issuer,
    accountName: otp?.account || splitLabel(otp?.label ?? '', issuer).accountName,
    secret,
    tags: [groups.get(groupId) ?? ''],
  };
}
