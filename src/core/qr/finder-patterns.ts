import type { LumaImage } from './pixels.ts';

/** One of the three corner squares of an upright code. */
export interface FinderPattern {
  /** Of its middle, in pixels. */
  readonly x: number;
  readonly y: number;
  /** Pixels a module. */
  readonly module: number;
}

/** ISO/IEC 18004, 6.3.3.1: dark, light, dark, light, dark. */
const RATIO = [1, 1, 3, 1, 1] as const;
const MODULES = 7;
/** How far each of them may be off, in modules. */
const TOLERANCE = 0.6;
const DARK_BELOW = 128;
/** A hostile picture may be nothing else. */
const MOST_PATTERNS = 40;

/** Those that have the ratio in the row and in the column of their middle. */
export function findFinderPatterns(image: LumaImage): readonly FinderPattern[] {
  const found: FinderPattern[] = [];
  for (let y = 0; y < image.height && found.length < MOST_PATTERNS; y += 2) {
    for (const across of matchesIn(image, { start: y * image.width, step: 1, count: image.width })) {
      const x = Math.floor(across.middle);
      const isKnown = found.some(
        (other) => Math.hypot(other.x - across.middle, other.y - y) < 3 * across.module,
      );
      if (isKnown) continue;
      const down = columnMatch(image, x, y, across.module);
      if (down !== undefined) {
        found.push({ x: across.middle, y: down.middle, module: (across.module + down.module) / 2 });
      }
    }
  }
  return found;
}

interface Line {
  readonly start: number;
  readonly step: number;
  readonly count: number;
}

interface Match {
  readonly middle: number;
  readonly module: number;
}

function columnMatch(image: LumaImage, x: number, y: number, module: number): Match | undefined {
  const reach = Math.ceil(module * MODULES);
  const top = Math.max(0, y - reach);
  const count = Math.min(image.height, y + reach) - top;
  const line = { start: top * image.width + x, step: image.width, count };
  for (const { middle, module: own } of matchesIn(image, line)) {
    const isSame = Math.abs(top + middle - y) < 1.5 * module && Math.abs(own - module) < module / 3;
    if (isSame) return { middle: top + middle, module: own };
  }
  return undefined;
}

function* matchesIn({ data }: LumaImage, { start, step, count }: Line): Generator<Match> {
  // The lengths of the last five runs; the last of them is dark whenever a run ends in light.
  let runs: number[] = [];
  let length = 0;
  let wasDark = false;
  for (let at = 0; at <= count; at += 1) {
    const isDark = at < count && (data[start + at * step] ?? 255) < DARK_BELOW;
    if (at < count && isDark === wasDark) {
      length += 1;
      continue;
    }
    runs = [...runs.slice(-4), length];
    const match = wasDark ? matchOf(runs, at) : undefined;
    if (match !== undefined) yield match;
    wasDark = isDark;
    length = 1;
  }
}

function matchOf(runs: readonly number[], end: number): Match | undefined {
  if (runs.length < RATIO.length) return undefined;
  const total = runs.reduce((sum, run) => sum + run, 0);
  const module = total / MODULES;
  if (module < 1.5) return undefined;
  const isOff = runs.some((run, index) => Math.abs(run - (RATIO[index] ?? 0) * module) > TOLERANCE * module);
  return isOff ? undefined : { middle: end - total / 2, module };
}
