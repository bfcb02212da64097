const LEAST_MS = 60_000;
const MOST_MS = 10 * 60_000;
const USUAL_MS = 5 * 60_000;

/** How long a ceremony may take, in milliseconds: as browsers keep to it, a page's hint within reason (WebAuthn Level 3, section 5.4). */
export function ceremonyMs(hintMs: number | null): number {
  return hintMs === null || !(hintMs > 0) ? USUAL_MS : Math.min(MOST_MS, Math.max(LEAST_MS, hintMs));
}
