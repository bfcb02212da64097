// The verbs by which something to scan goes from where it was found to the page of ours that shows what is in it.
import * as v from 'valibot';
import { MAX_KEY_URI_LENGTH } from '../core/key-uri/key-uri-account.ts';

/** A picture of the largest screens, as a data URL. */
const MAX_PICTURE_LENGTH = 50_000_000;

const MAX_PARTS = 256;

const tabIdSchema = v.pipe(v.number(), v.integer(), v.minValue(0));
const shareSchema = v.pipe(v.number(), v.minValue(-1), v.maxValue(2));
const pictureSchema = v.pipe(v.string(), v.maxLength(MAX_PICTURE_LENGTH), v.startsWith('data:image/'));

/** Of the picture's sides, from 0 to 1; a part of it may be out of sight. */
export const imageSharesSchema = v.object({
  left: shareSchema,
  top: shareSchema,
  width: shareSchema,
  height: shareSchema,
});

const contentSchema = v.variant('kind', [
  /** `area`: the part that is meant; null for the user to draw it. */
  v.object({ kind: v.literal('picture'), picture: pictureSchema, area: v.nullable(imageSharesSchema) }),
  v.object({ kind: v.literal('links'), links: v.array(v.pipe(v.string(), v.maxLength(MAX_KEY_URI_LENGTH))) }),
  /** The browser let nobody see the page. */
  v.object({ kind: v.literal('not-capturable') }),
]);

/** Something that waits for a page of ours to open. */
export const scanItemSchema = v.object({
  to: v.picklist(['popup', 'manage']),
  tabId: tabIdSchema,
  /** Of the page that it was found on; null for a page that is no web site. */
  origin: v.nullable(v.string()),
  content: contentSchema,
  expiresAt: v.number(),
});

export type ScanItem = v.InferOutput<typeof scanItemSchema>;
export type ScanContent = ScanItem['content'];
export type ImageShares = v.InferOutput<typeof imageSharesSchema>;

/** Of an export whose other parts are still to be scanned: as many codes as the largest has. */
export const partTextsSchema = v.pipe(
  v.array(v.pipe(v.string(), v.maxLength(MAX_KEY_URI_LENGTH), v.startsWith('otpauth-migration:'))),
  v.maxLength(MAX_PARTS),
);

export const scanRequests = {
  /** The popup gives the picture of its tab, for the user to draw an area in it on the manage page. */
  'scan/give': v.object({ tabId: tabIdSchema, picture: pictureSchema }),
  /** Whatever waits for this page; it is handed out once. The popup names its tab. */
  'scan/take': v.object({ to: v.picklist(['popup', 'manage']), tabId: v.nullable(tabIdSchema) }),
  'scan/parts': v.object({}),
  /** In place of those of before; none where nothing is missing any more. */
  'scan/keep-parts': v.object({ texts: partTextsSchema }),
} as const;

export interface ScanResponses {
  'scan/give': null;
  'scan/take': ScanItem | null;
  'scan/parts': readonly string[];
  'scan/keep-parts': null;
}
