// The size of a picture from the first bytes of its file, before it is unpacked: a few kilobytes can unpack to gigabytes.

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** Undefined for other formats than PNG, JPEG, GIF, BMP and WebP, and for a file that is cut off before it says. */
export function pictureSize(file: Uint8Array<ArrayBuffer>): PictureSize | undefined {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  try {
    return sizeIn(view);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Whether the file is a JPEG, which is what cameras write and screenshots rarely are. */
export function isJpeg(file: Uint8Array): boolean {
  return file[0] === 0xff && file[1] === 0xd8 && file[2] === 0xff;
}

function sizeIn(view: DataView): PictureSize | undefined {
  switch (view.getUint32(0)) {
    case 0x8950_4e47:
      return { width: view.getUint32(16), height: view.getUint32(20) };
    case 0x4749_4638:
      return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
    case 0x5249_4646:
      return webpSize(view);
    default:
      if (view.getUint16(0) === 0xffd8) return jpegSize(view);
      // A bitmap's height is negative where its rows run from the top.
      return view.getUint16(0) === 0x424d
        ? { width: view.getInt32(18, true), height: Math.abs(view.getInt32(22, true)) }
        : undefined;
  }
}

/** In the first start-of-frame segment (ITU-T T.81, table B.1): C0 to CF but for the three that are tables. */
function jpegSize(view: DataView): PictureSize | undefined {
  for (let at = 2; ; ) {
    const marker = view.getUint16(at);
    if (marker === 0xffff) {
      // Fill bytes may stand before a marker.
      at += 1;
      continue;
    }
    if (marker < 0xffc0) return undefined;
    const isFrame = marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker);
    if (isFrame) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    at += 2 + view.getUint16(at + 2);
  }
}

/** RFC 9649: a lossy, a lossless or an extended file. */
function webpSize(view: DataView): PictureSize | undefined {
  switch (view.getUint32(12)) {
    case 0x5650_3820:
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
    case 0x5650_384c: {
      const bits = view.getUint32(21, true);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 0x5650_3858:
      return { width: 1 + uint24(view, 24), height: 1 + uint24(view, 27) };
    default:
      return undefined;
  }
}

function uint24(view: DataView, at: number): number {
  return view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
}
