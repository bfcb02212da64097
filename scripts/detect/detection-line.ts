import type { FieldRole, PageVerdict } from '../../src/core/detection/detect.ts';
import type { InspectedFrame } from './inspect-pages.ts';

/** What is printed for a page. */
export interface DetectionLine {
  readonly file: string;
  readonly page: PageVerdict['page'];
  /** Boxes of one split code share a group number. */
  readonly fields: readonly { selector: string; role: FieldRole; group: number; score: number }[];
}

/** The frame with something to fill speaks for the page, the page itself before its frames. */
export function lineOf(file: string, frames: readonly InspectedFrame[]): DetectionLine {
  const things = frames.flatMap(({ prefix, selectors, verdict }) =>
    verdict.detected.map((thing) => ({
      ...thing,
      selectors: thing.fields.map((at) => prefix + (selectors[at] ?? '')),
    })),
  );
  return {
    file,
    page: frames.map(({ verdict }) => verdict.page).find((page) => page !== 'none') ?? 'none',
    fields: things.flatMap(({ selectors, role, score }, group) =>
      selectors.map((selector) => ({ selector, role, group, score })),
    ),
  };
}
