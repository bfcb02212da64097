// Settings that outlive the browser, in storage.local. Firefox lets content scripts write there, so what would weaken
// the vault (a later lock, codes of another time) counts only with a MAC under the vault key: it is read by an unlocked
// vault alone. Putting an older, signed text back is possible and gives the user's own earlier choice.
import * as v from 'valibot';
import { decodeBase64, encodeBase64 } from '../bytes/base64.ts';
import { type Bytes, concatBytes } from '../bytes/bytes.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import { MAX_CLOCK_OFFSET_SECONDS } from '../clock/corrected-time.ts';
import { hkdfSha256, isMacOf, macOf } from './keys/keys.ts';
import { DEFAULT_LOCK_CHOICE, LOCK_CHOICES, type LockChoice } from './lock.ts';

export interface LocalSettings {
  readonly lock: LockChoice;
  /** Added to this computer's clock before a code is made. */
  readonly clockOffsetSeconds: number;
}

export interface SettingsOwner {
  readonly vaultKey: Bytes;
  readonly vaultId: Bytes;
}

export interface SignedSettings {
  readonly text: string;
  /** Base64. */
  readonly mac: string;
}

export const DEFAULT_SETTINGS: LocalSettings = { lock: DEFAULT_LOCK_CHOICE, clockOffsetSeconds: 0 };

const signedSchema = v.object({ text: v.string(), mac: v.string() });

/** Each field alone: a value that only a newer version knows costs no other setting. */
const settingsSchema: v.GenericSchema<unknown, LocalSettings> = v.object({
  lock: v.fallback(v.picklist(LOCK_CHOICES), DEFAULT_SETTINGS.lock),
  clockOffsetSeconds: v.fallback(
    v.pipe(
      v.number(),
      v.integer(),
      v.minValue(-MAX_CLOCK_OFFSET_SECONDS),
      v.maxValue(MAX_CLOCK_OFFSET_SECONDS),
    ),
    DEFAULT_SETTINGS.clockOffsetSeconds,
  ),
});

export function signSettings(settings: LocalSettings, owner: SettingsOwner): SignedSettings {
  const text = JSON.stringify(settings);
  return { text, mac: encodeBase64(macOf(macKeyOf(owner), messageOf(text))) };
}

/** The settings, or the defaults for whatever is missing, forged or signed under another vault key. */
export function readSignedSettings(stored: unknown, owner: SettingsOwner): LocalSettings {
  const signed = v.safeParse(signedSchema, stored);
  if (!signed.success) return DEFAULT_SETTINGS;
  const { text, mac } = signed.output;
  const bytes = decodeBase64(mac);
  if (bytes === undefined || !isMacOf(bytes, macKeyOf(owner), messageOf(text))) return DEFAULT_SETTINGS;
  const settings = v.safeParse(settingsSchema, JSON.parse(text));
  return settings.success ? settings.output : DEFAULT_SETTINGS;
}

function macKeyOf({ vaultKey, vaultId }: SettingsOwner): Bytes {
  return hkdfSha256(vaultKey, vaultId, encodeUtf8('tallystick/1/local-settings'), 32);
}

function messageOf(text: string): Bytes {
  return concatBytes(encodeUtf8('tallystick/1/local-settings\0'), encodeUtf8(text));
}
