// What the frames of a tab answer when they are looked at, and what the page asks for by that.
import { isOrigin } from '../../core/sites/origin.ts';
import { decodeLookAnswer, type LookAnswer } from '../../messaging/content-protocol.ts';
import type { FilledCode, PageWants } from '../../messaging/fill-responses.ts';
import { inTime } from '../../platform/deadline.ts';
import { type FillTarget, type ReadPage, readPage } from './page-reading.ts';

export interface ReachedFrame {
  readonly frameId: number;
  readonly documentId: string | undefined;
}

/** The page side of filling; platform implements it by the scripting and tabs interfaces. */
export interface PageReach {
  /** Into all frames that may be reached, or the top one only. Settles once every one of them has run the script. */
  inject(tabId: number, only?: 'top'): Promise<readonly ReachedFrame[]>;
  send(tabId: number, frame: ReachedFrame, message: unknown): Promise<unknown>;
  originOf(tabId: number): Promise<string | null>;
  /** True for a tab of a private window, of which nothing is remembered. */
  isPrivate(tabId: number): Promise<boolean>;
}

export interface SeenFrame extends ReachedFrame {
  readonly answer: LookAnswer & ReadPage;
  /** As the frame claims; the browser's word is asked for before anything is given. The page's own for its top frame. */
  readonly origin: string;
}

export interface SeenPage {
  readonly origin: string;
  /** The page itself and the frames that nobody else can cover; first the page. */
  readonly own: readonly SeenFrame[];
  /** Frames of other origins than the page around them. */
  readonly foreign: readonly SeenFrame[];
}

export interface FrameWish {
  /** Where the offer stood that was clicked; any frame of the tab where it is left out. */
  readonly onlyFrame?: number | undefined;
  /** Where the user pointed; it comes first if it can be filled. */
  readonly frameFirst?: number | undefined;
  /** What is to be filled; a code of the app where it is left out. */
  readonly gives?: FilledCode | undefined;
}

/** Where such a code would go in this frame. */
export function targetIn({ answer }: SeenFrame, gives: FilledCode = 'app-code'): FillTarget | undefined {
  return gives === 'recovery-code' ? answer.recoveryTarget : answer.target;
}

/**
 * The browser says which frames took the script only once all of them have: where one is still loading, or its script runs
 * on and on, or all were refused, the page itself is then asked alone, and looked at without its frames.
 */
const INJECT_MS = 4_000;
const INJECT_TOP_MS = 1_000;
/** A frame that took the script and does not answer is left out: the others are looked at without it. */
const LOOK_MS = 3_000;

async function framesOf(reach: PageReach, tabId: number): Promise<readonly ReachedFrame[]> {
  const all = await inTime(reach.inject(tabId), [], INJECT_MS);
  return all.length > 0 ? all : inTime(reach.inject(tabId, 'top'), [], INJECT_TOP_MS);
}

/** Undefined where the tab shows nothing that may be reached. */
export async function lookAtPage(reach: PageReach, tabId: number): Promise<SeenPage | undefined> {
  const reached = await framesOf(reach, tabId);
  // Asked after the frames: a tab that went elsewhere meanwhile has no document that answers for the new page.
  const pageOrigin = await reach.originOf(tabId);
  if (reached.length === 0 || pageOrigin === null) return undefined;
  const seen = await Promise.all(
    reached.map(async (frame): Promise<SeenFrame[]> => {
      const answer = decodeLookAnswer(
        await inTime(reach.send(tabId, frame, { do: 'look' }), undefined, LOOK_MS),
      );
      const read = readPage(answer.report, answer.focused);
      if (read === undefined) return [];
      const origin = frame.frameId === 0 ? pageOrigin : (answer.origin ?? pageOrigin);
      return [{ ...frame, answer: { ...answer, ...read }, origin }];
    }),
  );
  // The page itself before the frames in it.
  const frames = seen.flat().toSorted((a, b) => a.frameId - b.frameId);
  return {
    origin: pageOrigin,
    own: frames.filter(({ answer, frameId }) => frameId === 0 || !answer.isForeign),
    // One of the page's own origin within somebody else's could be covered by them, and the user could not be told whose.
    foreign: frames.filter(
      ({ answer, frameId, origin }) =>
        frameId !== 0 && answer.isForeign && origin !== pageOrigin && isOrigin(origin),
    ),
  };
}

/** Of the page's own frames or, where it is a site of the account, of somebody else's in it. */
export function frameToFill(
  page: SeenPage,
  { onlyFrame, frameFirst, gives }: FrameWish,
  isOwnPage: boolean,
  ofAccount: (frame: SeenFrame) => boolean,
): SeenFrame | undefined {
  const isFillable = (frame: SeenFrame) => targetIn(frame, gives) !== undefined;
  const ownOnes = page.own.filter(
    (frame) => isFillable(frame) && (onlyFrame ?? frame.frameId) === frame.frameId,
  );
  const foreignOnes =
    onlyFrame === undefined ? page.foreign.filter((frame) => isFillable(frame) && ofAccount(frame)) : [];
  const pointedAt = [...ownOnes, ...foreignOnes].find(({ frameId }) => frameId === frameFirst);
  if (pointedAt !== undefined) return pointedAt;
  return ownOnes.length > 0 && (isOwnPage || foreignOnes.length === 0) ? ownOnes[0] : foreignOnes[0];
}

/** A field that we can fill in any frame counts before one that we cannot. */
export function wantsOf(frames: readonly SeenFrame[]): PageWants {
  const roles = frames.flatMap(({ answer }) => answer.roles);
  if (roles.includes('app-code')) return 'app-code';
  if (roles.includes('enrolment-confirmation') || roles.includes('enrolment-secret')) return 'enrolment';
  if (roles.includes('recovery-code')) return 'recovery-code';
  if (roles.includes('delivered-code')) return 'delivered-code';
  return frames.some(({ answer }) => answer.wantsPasskey) ? 'passkey' : 'nothing';
}
