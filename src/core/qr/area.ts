import type { RgbaImage } from './pixels.ts';

/** A rectangle in the pixels of a picture. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** No code is smaller, and a slip of the hand is no area. */
export const LEAST_AREA_SIDE = 16;

/** Between two corners, whichever comes first, and within the picture. */
export function areaBetween(a: Point, b: Point, size: Size): Area {
  const [left, right] = ordered(a.x, b.x, size.width);
  const [top, bottom] = ordered(a.y, b.y, size.height);
  return { left, top, width: right - left, height: bottom - top };
}

/** Moved by whole pixels; at the edge of the picture it stops. */
export function moveArea(area: Area, by: Point, size: Size): Area {
  return {
    ...area,
    left: clamp(area.left + by.x, 0, size.width - area.width),
    top: clamp(area.top + by.y, 0, size.height - area.height),
  };
}

/** Its right and lower edges moved; never smaller than a code could be, never beyond the picture. */
export function resizeArea(area: Area, by: Point, size: Size): Area {
  return {
    ...area,
    width: clamp(area.width + by.x, LEAST_AREA_SIDE, size.width - area.left),
    height: clamp(area.height + by.y, LEAST_AREA_SIDE, size.height - area.top),
  };
}

/** To begin with, where nothing was drawn: the middle. */
export function middleArea({ width, height }: Size): Area {
  const side = Math.round(Math.min(width, height) / 2);
  return {
    left: Math.round((width - side) / 2),
    top: Math.round((height - side) / 2),
    width: side,
    height: side,
  };
}

/** A part given in shares of the picture's sides, with some of what is around it: a code needs its quiet zone. */
export function areaOfShares(shares: Area, { width, height }: Size, margin: number): Area {
  const from = { x: shares.left * width - margin, y: shares.top * height - margin };
  const to = {
    x: (shares.left + shares.width) * width + margin,
    y: (shares.top + shares.height) * height + margin,
  };
  return areaBetween(from, to, { width, height });
}

/** The pixels of an area that lies within the picture. */
export function cropPixels({ data, width }: RgbaImage, area: Area): RgbaImage {
  const cropped = new Uint8ClampedArray(area.width * area.height * 4);
  for (let y = 0; y < area.height; y += 1) {
    const from = ((area.top + y) * width + area.left) * 4;
    cropped.set(data.subarray(from, from + area.width * 4), y * area.width * 4);
  }
  return { data: cropped, width: area.width, height: area.height };
}

function ordered(a: number, b: number, most: number): readonly [number, number] {
  const low = clamp(Math.round(Math.min(a, b)), 0, most);
  return [low, clamp(Math.round(Math.max(a, b)), low, most)];
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}
