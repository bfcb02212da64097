import { findFinderPatterns, type FinderPattern } from './finder-patterns.ts';
import type { LumaImage } from './pixels.ts';

const DARK_BELOW = 128;
/** Of a redrawn module. */
const PIXELS = 4;
const QUIET_ZONE = 4;
const LEAST_MODULES = 21;
const MOST_MODULES = 177;
const MOST_REDRAWN = 6;

interface Grid {
  /** The middle of the module at the upper left. */
  readonly left: number;
  readonly top: number;
  readonly module: number;
  readonly size: number;
}

/**
 * An upright code of which a corner is covered, or cut off, drawn anew: two finder patterns say where its modules are,
 * and the third is put in its place. What was covered of its data is left to the error correction.
 */
export function* redrawCodes(luma: LumaImage): Generator<LumaImage> {
  let count = 0;
  for (const grid of gridsOf(findFinderPatterns(luma))) {
    yield draw(luma, grid);
    count += 1;
    if (count === MOST_REDRAWN) return;
  }
}

function* gridsOf(patterns: readonly FinderPattern[]): Generator<Grid> {
  for (const [index, first] of patterns.entries()) {
    for (const second of patterns.slice(index + 1)) {
      const grid = gridOf(first, second);
      if (grid !== undefined) yield grid;
    }
  }
}

/** Beside, below or diagonally across from each other: only three of the four corners have a pattern. */
function gridOf(a: FinderPattern, b: FinderPattern): Grid | undefined {
  const rough = (a.module + b.module) / 2;
  if (Math.abs(a.module - b.module) > rough / 5) return undefined;
  const across = Math.abs(a.x - b.x);
  const down = Math.abs(a.y - b.y);
  const isDiagonal = Math.abs(across - down) < rough && a.x < b.x !== a.y < b.y;
  if (!isDiagonal && Math.min(across, down) >= rough) return undefined;
  const size = sizeFor(Math.max(across, down) / rough);
  if (size === undefined) return undefined;
  const module = Math.max(across, down) / (size - 7);
  return {
    left: Math.min(a.x, b.x) - 3 * module,
    top: Math.min(a.y, b.y) - 3 * module,
    module,
    size,
  };
}

/** The nearest size that a version has (ISO/IEC 18004, 6.1: 17 and four times the version). */
function sizeFor(modulesApart: number): number | undefined {
  const size = 17 + 4 * Math.round((modulesApart + 7 - 17) / 4);
  return size < LEAST_MODULES || size > MOST_MODULES ? undefined : size;
}

function draw(luma: LumaImage, grid: Grid): LumaImage {
  const side = (grid.size + 2 * QUIET_ZONE) * PIXELS;
  const data = new Uint8Array(side * side).fill(255);
  for (let row = 0; row < grid.size; row += 1) {
    for (let column = 0; column < grid.size; column += 1) {
      if (!(patternAt(row, column, grid.size) ?? isDark(luma, grid, { row, column }))) continue;
      const start = ((row + QUIET_ZONE) * side + column + QUIET_ZONE) * PIXELS;
      for (let y = 0; y < PIXELS; y += 1) data.fill(0, start + y * side, start + y * side + PIXELS);
    }
  }
  return { data, width: side, height: side };
}

function isDark(
  { data, width, height }: LumaImage,
  grid: Grid,
  at: { row: number; column: number },
): boolean {
  const x = Math.floor(grid.left + at.column * grid.module);
  const y = Math.floor(grid.top + at.row * grid.module);
  return x >= 0 && x < width && y >= 0 && y < height && (data[y * width + x] ?? 255) < DARK_BELOW;
}

/** Of the finder patterns and the lines between them, which modules are dark; undefined elsewhere. */
function patternAt(row: number, column: number, size: number): boolean | undefined {
  const corner = cornerAt(row, column, size);
  if (corner !== undefined) {
    const ring = Math.max(Math.abs(corner.row - 3), Math.abs(corner.column - 3));
    return ring !== 2 && ring !== 4;
  }
  if (row === 6) return column % 2 === 0;
  return column === 6 ? row % 2 === 0 : undefined;
}

/** Counted from the pattern's own corner, with the light line around it. */
function cornerAt(row: number, column: number, size: number): { row: number; column: number } | undefined {
  const isBelow = row >= size - 8;
  const isRight = column >= size - 8;
  if ((row > 7 && !isBelow) || (column > 7 && !isRight) || (isBelow && isRight)) return undefined;
  return { row: isBelow ? row - (size - 7) : row, column: isRight ? column - (size - 7) : column };
}
