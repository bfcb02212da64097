import { describePage } from '../../../src/content/describe-page.ts';
import { fillField } from '../../../src/content/fill-field.ts';
import { hasForeignAncestor } from '../../../src/content/own-origin.ts';
import { observeFields } from '../../../src/content/observe-fields.ts';
import { complainsAbout, foreignFrames, pageAsksForPasskey } from '../../../src/content/page-signs.ts';
import { detect } from '../../../src/core/detection/detect.ts';
import { encodeReport } from '../../../src/messaging/page-report.ts';

/** What the tests ask of the content code, from the isolated world of a page, as in the extension. */
const contentWorld = {
  look: () => detect(describePage(document).description),
  describe: () => describePage(document).description,
  roles: () => detect(describePage(document).description).detected.map(({ role }) => role),
  isForeign: () => hasForeignAncestor(),

  signs: () => ({
    complains: complainsAbout([...document.querySelectorAll<HTMLInputElement>('#code')]),
    passkey: pageAsksForPasskey(document),
    frames: foreignFrames(document),
  }),

  /** Fills the first thing that was detected, or else all inputs of the page as one. */
  fill(code: string, chosen: 'detected' | 'all' = 'detected'): Promise<'filled' | 'refused'> {
    const { description, elements } = describePage(document);
    const [first] = detect(description).detected;
    const boxes = chosen === 'all' ? elements : (first?.fields.flatMap((at) => elements[at] ?? []) ?? []);
    return fillField(boxes, code);
  },

  /** Resolves with the roles found at the first report that has any. */
  untilDetected: () =>
    new Promise<readonly string[]>((resolve) => {
      const stop = observeFields(({ description }) => {
        const roles = detect(description).detected.map(({ role }) => role);
        if (roles.length === 0) return;
        stop();
        resolve(roles);
      });
    }),

  reports: 0,
  stop: () => undefined as void,
  watch(): void {
    contentWorld.stop = observeFields(({ description }) => {
      encodeReport(description);
      contentWorld.reports += 1;
    });
  },

  lookMs(): number {
    const start = performance.now();
    encodeReport(describePage(document).description);
    return performance.now() - start;
  },

  /**
   * What describing the page for the background costs, as a multiple of walking all its nodes and trimming their text once: a
   * measure that means the same on slow and busy machines.
   */
  cost(): number {
    const start = performance.now();
    let letters = 0;
    const walker = document.createTreeWalker(document.body);
    while (walker.nextNode())
      if (walker.currentNode instanceof Text) letters += walker.currentNode.data.trim().length;
    const between = performance.now();
    letters += encodeReport(describePage(document).description)?.length ?? 0;
    return letters > 0 ? (performance.now() - between) / (between - start) : 0;
  },
};

export type ContentWorld = typeof contentWorld;

Object.assign(globalThis, { contentWorld });
