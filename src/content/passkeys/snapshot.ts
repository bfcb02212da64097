// What a page hands over is looked at once, as the browser would (WebIDL, section 3.2): getters run once, lists are gone
// through once, bytes are those of that moment. The browser and we then read the same copy, so that no page shows one thing
// to the one and another to the other. What is of a wrong type stays as it came: the browser has the right error for it.

type Kind = (value: unknown) => unknown;

export type Members = Readonly<Record<string, Kind>>;

export const raw: Kind = (value) => value;

/** DOMString. */
export const text: Kind = (value) =>
  value === undefined || typeof value === 'symbol' ? value : stringOf(value);

/** Of any range; what the browser makes of too great a one is up to it. */
export const number: Kind = (value) =>
  value === undefined || typeof value === 'symbol' || typeof value === 'bigint' ? value : Number(value);

export const flag: Kind = (value) => (value === undefined ? value : Boolean(value));

/** BufferSource: a copy. Shared and growing memory is refused by the browser. */
export const bytes: Kind = (value) => {
  const buffer: unknown = ArrayBuffer.isView(value) ? value.buffer : value;
  if (!(buffer instanceof ArrayBuffer) || buffer.resizable) return value;
  return ArrayBuffer.isView(value)
    ? buffer.slice(value.byteOffset, value.byteOffset + value.byteLength)
    : buffer.slice(0);
};

/** Members in the order in which the browser reads them. Others, which we do not know, are still found behind the copy. */
export function dictionary(members: Members): Kind {
  return (value) => {
    // Null is the empty one.
    if (value === null) return {};
    if (!isObject(value)) return value;
    const copy = Object.create(value) as object;
    for (const [name, kind] of Object.entries(members)) {
      const member = memberOf(value, name, kind);
      Object.defineProperty(copy, name, { ...member, enumerable: true });
      if ('get' in member) break;
    }
    return copy;
  };
}

export function listOf(kind: Kind): Kind {
  return (value) => {
    const iterate: unknown = isObject(value) ? Reflect.get(value, Symbol.iterator) : undefined;
    if (typeof iterate !== 'function') return value;
    const items: unknown[] = [];
    const iterable = { [Symbol.iterator]: () => Reflect.apply(iterate, value, []) as Iterator<unknown> };
    for (const item of iterable) items.push(kind(item));
    return items;
  };
}

export function recordOf(kind: Kind): Kind {
  return (value) =>
    isObject(value)
      ? Object.fromEntries(Object.entries(value).map(([name, member]) => [name, kind(member)]))
      : value;
}

/** What the page's own getter throws is thrown again where the browser comes to that member. */
function memberOf(value: object, name: string, kind: Kind): PropertyDescriptor {
  try {
    return { value: kind(Reflect.get(value, name)) };
  } catch (error) {
    return {
      get() {
        throw error;
      },
    };
  }
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

function stringOf(value: unknown): string {
  return String(value);
}
