import { encode } from 'uqr';
import type { RgbaImage } from '../../src/core/qr/pixels.ts';

export type Colour = readonly [red: number, green: number, blue: number];

export const BLACK: Colour = [0, 0, 0];
export const WHITE: Colour = [255, 255, 255];

export interface CodeStyle {
  readonly left: number;
  readonly top: number;
  /** Pixels a module. */
  readonly module: number;
  readonly dark?: Colour;
  readonly light?: Colour;
  /** Modules of `light` around the code. */
  readonly quietZone?: number;
  /** Dark modules as dots with gaps between them. */
  readonly isDotted?: boolean;
  /** On each side of a dot, in pixels; an eighth of a module where left out. */
  readonly gap?: number;
}

/** A page of one colour, to draw on. */
export function page(width: number, height: number, colour: Colour = WHITE): RgbaImage {
  const image = { data: new Uint8ClampedArray(width * height * 4), width, height };
  fill(image, { left: 0, top: 0, width, height }, colour);
  return image;
}

export interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export function fill(image: RgbaImage, { left, top, width, height }: Rectangle, colour: Colour): void {
  for (let y = top; y < top + height; y += 1) {
    for (let x = left; x < left + width; x += 1) image.data.set([...colour, 255], (y * image.width + x) * 4);
  }
}

/** The side of the code in pixels, without its quiet zone. */
export function drawCode(image: RgbaImage, text: string, style: CodeStyle): number {
  const { left, top, module, dark = BLACK, light = WHITE, quietZone = 4, isDotted = false } = style;
  const { data, size } = encode(text, { border: 0 });
  const quiet = quietZone * module;
  const side = size * module;
  fill(
    image,
    { left: left - quiet, top: top - quiet, width: side + 2 * quiet, height: side + 2 * quiet },
    light,
  );
  const gap = isDotted ? (style.gap ?? Math.max(1, Math.round(module / 8))) : 0;
  for (const [row, modules] of data.entries()) {
    for (const [column, isDark] of modules.entries()) {
      if (!isDark) continue;
      const dot = module - 2 * gap;
      fill(
        image,
        { left: left + column * module + gap, top: top + row * module + gap, width: dot, height: dot },
        dark,
      );
    }
  }
  return side;
}
