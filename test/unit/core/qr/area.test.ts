import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  areaBetween,
  areaOfShares,
  cropPixels,
  LEAST_AREA_SIDE,
  middleArea,
  moveArea,
  resizeArea,
} from '../../../../src/core/qr/area.ts';
import { BLACK, fill, page } from '../../../qr/draw.ts';

const SIZE = { width: 100, height: 80 };

describe('an area', () => {
  test('lies between two corners, whichever was first, and within the picture', () => {
    const area = { left: 10, top: 5, width: 20, height: 40 };
    expect(areaBetween({ x: 10, y: 5 }, { x: 30, y: 45 }, SIZE)).toEqual(area);
    expect(areaBetween({ x: 30.2, y: 44.8 }, { x: 9.9, y: 5.3 }, SIZE)).toEqual(area);
    expect(areaBetween({ x: -50, y: 70 }, { x: 20, y: 500 }, SIZE)).toEqual({
      left: 0,
      top: 70,
      width: 20,
      height: 10,
    });
  });

  test('stops at the edge when it is moved, and keeps its size', () => {
    const area = { left: 60, top: 10, width: 30, height: 30 };
    expect(moveArea(area, { x: 40, y: -40 }, SIZE)).toEqual({ ...area, left: 70, top: 0 });
  });

  test('never becomes smaller than a code, nor larger than the picture', () => {
    const area = { left: 60, top: 10, width: 30, height: 30 };
    expect(resizeArea(area, { x: -90, y: -90 }, SIZE)).toMatchObject({
      width: LEAST_AREA_SIDE,
      height: LEAST_AREA_SIDE,
    });
    expect(resizeArea(area, { x: 90, y: 90 }, SIZE)).toMatchObject({ width: 40, height: 70 });
  });

  test('begins in the middle', () => {
    expect(middleArea(SIZE)).toEqual({ left: 30, top: 20, width: 40, height: 40 });
  });

  test('given in shares takes some of what is around it, and what is out of sight is left out', () => {
    expect(areaOfShares({ left: 0.5, top: 0.5, width: 0.2, height: 0.25 }, SIZE, 4)).toEqual({
      left: 46,
      top: 36,
      width: 28,
      height: 28,
    });
    expect(areaOfShares({ left: -0.5, top: 0, width: 0.6, height: 2 }, SIZE, 0)).toEqual({
      left: 0,
      top: 0,
      width: 10,
      height: 80,
    });
  });

  test('is within the picture whatever is drawn', () => {
    const point = fc.record({ x: fc.double({ noNaN: true }), y: fc.double({ noNaN: true }) });
    fc.assert(
      fc.property(point, point, (a, b) => {
        const { left, top, width, height } = areaBetween(a, b, SIZE);
        expect(Math.min(left, top, width, height)).toBeGreaterThanOrEqual(0);
        expect(left + width).toBeLessThanOrEqual(SIZE.width);
        expect(top + height).toBeLessThanOrEqual(SIZE.height);
      }),
    );
  });

  test('is cut out pixel by pixel', () => {
    const image = page(20, 10);
    fill(image, { left: 5, top: 4, width: 3, height: 2 }, BLACK);
    const cropped = cropPixels(image, { left: 4, top: 4, width: 5, height: 2 });
    const reds = Array.from({ length: 10 }, (_, at) => cropped.data[at * 4]);
    expect(reds).toEqual([255, 0, 0, 0, 255, 255, 0, 0, 0, 255]);
  });
});
