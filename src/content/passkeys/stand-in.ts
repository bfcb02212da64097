/**
 * Puts a function of ours in the place of one of the browser's, as a method or as a getter. To a page it is of the same name,
 * as native, and no constructor, as the one that it stands for: a proxy is.
 */
export function standIn(
  owner: object,
  name: string,
  answer: (native: () => unknown, self: unknown, given: unknown[], target: Native) => unknown,
): void {
  const descriptor = Object.getOwnPropertyDescriptor(owner, name);
  const key = descriptor?.get === undefined ? 'value' : 'get';
  const native = descriptor?.[key] as Native | undefined;
  if (descriptor === undefined || typeof native !== 'function') return;
  const proxy = new Proxy(native, {
    apply: (target, self, given: unknown[]) =>
      answer(() => Reflect.apply(target, self, given), self, given, target),
  });
  Object.defineProperty(owner, name, { ...descriptor, [key]: proxy });
}

export type Native = (...given: unknown[]) => unknown;
