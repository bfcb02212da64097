// Java Object Serialization of a HashMap<String, String>, as ObjectOutputStream writes it.

export function javaHashMap(entries: readonly (readonly [string, string])[]): Buffer {
  const fields = Buffer.concat([
    Buffer.from([0, 2]),
    Buffer.from('F'),
    utf('loadFactor'),
    Buffer.from('I'),
    utf('threshold'),
  ]);
  const description = Buffer.concat([
    Buffer.from([0x72]),
    utf('java.util.HashMap'),
    Buffer.from('0507dac1c31660d1', 'hex'),
    Buffer.from([3]),
    fields,
    Buffer.from([0x78, 0x70]),
  ]);
  const state = Buffer.alloc(18);
  state.writeFloatBE(0.75, 0);
  state.writeInt32BE(Math.floor(capacity(entries.length) * 0.75), 4);
  state.writeUInt16BE(0x77_08, 8);
  state.writeInt32BE(capacity(entries.length), 10);
  state.writeInt32BE(entries.length, 14);
  const strings = entries.flat().map((text) => Buffer.concat([Buffer.from([0x74]), utf(text)]));
  return Buffer.concat([
    Buffer.from('aced000573', 'hex'),
    description,
    state,
    ...strings,
    Buffer.from([0x78]),
  ]);
}

function capacity(count: number): number {
  return 2 ** Math.max(4, Math.ceil(Math.log2(count / 0.75)));
}

/** Length and "modified UTF-8", in which each half of a surrogate pair is encoded for itself. */
function utf(text: string): Buffer {
  const bytes = Buffer.concat(
    Array.from({ length: text.length }, (_, index) => {
      const unit = text.charCodeAt(index);
      if (unit > 0 && unit < 0x80) return Buffer.of(unit);
      if (unit < 0x800) return Buffer.of(0xc0 | (unit >> 6), 0x80 | (unit & 63));
      return Buffer.of(0xe0 | (unit >> 12), 0x80 | ((unit >> 6) & 63), 0x80 | (unit & 63));
    }),
  );
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
