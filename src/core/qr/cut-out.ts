import type { LumaImage } from './pixels.ts';

/** Half of the way to white, as for people who read the page. */
const LIGHT_FROM = 128;
/** Pixels of one code are in neighbouring cells; words beside it are not. */
const CELL = 8;
/** In pixels: a code of 21 modules of two. */
const LEAST_SIDE = 42;
const MOST_LOOKED_AT = 6;
/** Of a row or column in a code, how much is light at least; of a line of text that reaches out of it, far less. */
const LEAST_LIGHT_IN_LINE = 0.15;
/** Of a code, half of which is light. */
const LIGHT_SHARE = [0.3, 0.7] as const;
const MOST_UNEVEN = 1.06;
/** Around what is cut out, of its side: four modules of the smallest code. */
const MARGIN = 0.2;

interface Box {
  readonly left: number;
  readonly top: number;
  /** Beyond the last pixel. */
  readonly right: number;
  readonly bottom: number;
}

/**
 * Each square of mixed light and dark on a dark page, alone on white: a code without a quiet zone on a page as dark as
 * its modules ends where its outermost light modules end. Upright codes only, as pages show them.
 */
export function* cutOutCodes(luma: LumaImage): Generator<LumaImage> {
  const largest = [...groupsOfCells(luma)]
    .filter((group) => Math.min(widthOf(group), heightOf(group)) >= LEAST_SIDE)
    .sort((a, b) => widthOf(b) * heightOf(b) - widthOf(a) * heightOf(a))
    .slice(0, MOST_LOOKED_AT);
  for (const group of largest) {
    const box = trimmed(luma, group);
    if (looksLikeCode(luma, box)) yield onWhite(luma, box);
  }
}

/** Light where dark was. */
export function inverted({ data, width, height }: LumaImage): LumaImage {
  return { data: data.map((value) => 255 - value), width, height };
}

/** The bounds of cells that hold light pixels and touch each other, in pixels. */
function* groupsOfCells(luma: LumaImage): Generator<Box> {
  const columns = Math.ceil(luma.width / CELL);
  const rows = Math.ceil(luma.height / CELL);
  const isWaiting = lightCells(luma, columns, rows);
  for (let start = 0; start < isWaiting.length; start += 1) {
    if (isWaiting[start] !== 1) continue;
    const cells = takeGroup(isWaiting, start, columns);
    const across = cells.map((cell) => cell % columns);
    const down = cells.map((cell) => Math.floor(cell / columns));
    // Spreading hundreds of thousands of cells would be too many arguments.
    const least = (values: readonly number[]) => values.reduce((a, b) => Math.min(a, b));
    const most = (values: readonly number[]) => values.reduce((a, b) => Math.max(a, b));
    yield {
      left: least(across) * CELL,
      top: least(down) * CELL,
      right: Math.min(luma.width, (most(across) + 1) * CELL),
      bottom: Math.min(luma.height, (most(down) + 1) * CELL),
    };
  }
}

function lightCells({ data, width, height }: LumaImage, columns: number, rows: number): Uint8Array {
  const cells = new Uint8Array(columns * rows);
  for (let y = 0; y < height; y += 1) {
    const row = Math.floor(y / CELL) * columns;
    for (let x = 0; x < width; x += 1) {
      if ((data[y * width + x] ?? 0) >= LIGHT_FROM) cells[row + Math.floor(x / CELL)] = 1;
    }
  }
  return cells;
}

function takeGroup(isWaiting: Uint8Array, start: number, columns: number): readonly number[] {
  const group = [start];
  isWaiting[start] = 0;
  for (let at = 0; at < group.length; at += 1) {
    const cell = group[at] ?? 0;
    for (const down of [-columns, 0, columns]) {
      for (const across of [-1, 0, 1]) {
        const next = cell + down + across;
        const isBeside = Math.abs((next % columns) - (cell % columns)) <= 1;
        if (!isBeside || isWaiting[next] !== 1) continue;
        isWaiting[next] = 0;
        group.push(next);
      }
    }
  }
  return group;
}

/** Without outer rows and columns that are almost all dark, until none is left. */
function trimmed(luma: LumaImage, group: Box): Box {
  let box = group;
  for (;;) {
    const { left, top, right, bottom } = box;
    const isRowDark = (y: number) => isDark(luma, { left, right, top: y, bottom: y + 1 });
    const isColumnDark = (x: number) => isDark(luma, { left: x, right: x + 1, top, bottom });
    let next = box;
    while (next.top < next.bottom && isRowDark(next.top)) next = { ...next, top: next.top + 1 };
    while (next.top < next.bottom && isRowDark(next.bottom - 1)) next = { ...next, bottom: next.bottom - 1 };
    while (next.left < next.right && isColumnDark(next.left)) next = { ...next, left: next.left + 1 };
    while (next.left < next.right && isColumnDark(next.right - 1)) next = { ...next, right: next.right - 1 };
    const isSame = next === box;
    box = next;
    if (isSame) return box;
  }
}

function isDark(luma: LumaImage, line: Box): boolean {
  return lightShare(luma, line) < LEAST_LIGHT_IN_LINE;
}

function looksLikeCode(luma: LumaImage, box: Box): boolean {
  const width = widthOf(box);
  const height = heightOf(box);
  if (Math.min(width, height) < LEAST_SIDE) return false;
  if (Math.max(width, height) > MOST_UNEVEN * Math.min(width, height)) return false;
  const share = lightShare(luma, box);
  return share >= LIGHT_SHARE[0] && share <= LIGHT_SHARE[1];
}

function lightShare({ data, width }: LumaImage, { left, top, right, bottom }: Box): number {
  let light = 0;
  for (let y = top; y < bottom; y += 1) {
    for (let x = left; x < right; x += 1) if ((data[y * width + x] ?? 0) >= LIGHT_FROM) light += 1;
  }
  return light / ((right - left) * (bottom - top));
}

function widthOf({ left, right }: Box): number {
  return right - left;
}

function heightOf({ top, bottom }: Box): number {
  return bottom - top;
}

function onWhite({ data, width }: LumaImage, { left, top, right, bottom }: Box): LumaImage {
  const margin = Math.ceil(MARGIN * (right - left));
  const side = { width: right - left + 2 * margin, height: bottom - top + 2 * margin };
  const cut = new Uint8Array(side.width * side.height).fill(255);
  for (let y = top; y < bottom; y += 1) {
    const row = data.subarray(y * width + left, y * width + right);
    cut.set(row, (y - top + margin) * side.width + margin);
  }
  return { data: cut, ...side };
}
