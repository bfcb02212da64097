import type { LumaImage, RgbaImage } from './pixels.ts';

/** Colours are counted in cells of eight steps a channel; a flat colour fills one, and its edges fill none. */
const CELL_SHIFT = 3;
const CELLS_PER_CHANNEL = 256 >> CELL_SHIFT;
/** Of all pixels: the dark modules of the smallest code worth finding on a large page. */
const LEAST_SHARE = 0.002;
/** How far from the colour, in its most different channel, a pixel is white altogether: half an edge's way. */
const REACH = 48;

/**
 * For each of the most frequent colours, the image with that colour black and all others white. A code without a
 * quiet zone on a dark page, or in a colour as bright as its surroundings, has no other pixels of its colours around
 * it, and stands alone.
 */
export function* isolateFlatColours(image: RgbaImage, count: number): Generator<LumaImage> {
  for (const colour of frequentColours(image, count)) yield isolate(image, colour);
}

type Colour = readonly [red: number, green: number, blue: number];

function frequentColours({ data }: RgbaImage, count: number): readonly Colour[] {
  const totals = new Uint32Array(CELLS_PER_CHANNEL ** 3);
  for (let offset = 0; offset < data.length; offset += 4) {
    const cell = cellOf(data[offset] ?? 0, data[offset + 1] ?? 0, data[offset + 2] ?? 0);
    totals[cell] = (totals[cell] ?? 0) + 1;
  }
  const least = (data.length / 4) * LEAST_SHARE;
  return [...totals.entries()]
    .filter(([, total]) => total >= least)
    .sort(([, a], [, b]) => b - a)
    .slice(0, count)
    .map(([cell]) => colourOf(cell));
}

function cellOf(red: number, green: number, blue: number): number {
  const row = (red >> CELL_SHIFT) * CELLS_PER_CHANNEL + (green >> CELL_SHIFT);
  return row * CELLS_PER_CHANNEL + (blue >> CELL_SHIFT);
}

function colourOf(cell: number): Colour {
  const middle = (channel: number) => ((channel % CELLS_PER_CHANNEL) << CELL_SHIFT) + (1 << (CELL_SHIFT - 1));
  return [middle(cell / CELLS_PER_CHANNEL ** 2), middle(cell / CELLS_PER_CHANNEL), middle(cell)];
}

function isolate({ data, width, height }: RgbaImage, [red, green, blue]: Colour): LumaImage {
  const luma = new Uint8Array(width * height);
  for (let pixel = 0; pixel < luma.length; pixel += 1) {
    const offset = pixel * 4;
    const distance = Math.max(
      Math.abs((data[offset] ?? 0) - red),
      Math.abs((data[offset + 1] ?? 0) - green),
      Math.abs((data[offset + 2] ?? 0) - blue),
    );
    luma[pixel] = distance >= REACH ? 255 : Math.round((distance * 255) / REACH);
  }
  return { data: luma, width, height };
}
