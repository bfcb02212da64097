import type { RgbaImage } from './pixels.ts';

export interface DecodeOptions {
  readonly binarizer: 'LocalAverage' | 'GlobalHistogram';
  readonly denoise: boolean;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** A code that was seen: read, or with too many errors to be read. */
export interface SeenCode {
  /** Undefined where the error correction failed. */
  readonly text: string | undefined;
  readonly corners: readonly Point[];
}

/** The QR engine, handed in so that this folder runs in a worker and in Node alike. */
export type DecodePixels = (image: RgbaImage, options: DecodeOptions) => Promise<readonly SeenCode[]>;
