import type { FoundMark, MarkStore } from '../../../src/core/vault/mirror/mirror-store.ts';

/** Where the mark is, which answers when it is told to, in the order in which it was asked. */
export class MarkPlace implements MarkStore {
  isMarked = false;
  found: FoundMark | undefined;
  /** Whether what was asked for is already done, or waits for `answer`. */
  isSlow = false;
  /** What fails; nothing where it is empty. */
  readonly failing = new Set<string>();
  readonly asked: string[] = [];
  readonly #waiting: (() => void)[] = [];

  look = () => this.#ask('look', () => this.found ?? (this.isMarked ? 'left' : 'none'));
  keepFound = (found: FoundMark) => this.#ask('keep', () => void (this.found = found));
  set = () => this.#ask('set', () => void (this.isMarked = true));
  clear = () => this.#ask('clear', () => void (this.isMarked = false));

  answer(): void {
    this.#waiting.shift()?.();
  }

  get waits(): number {
    return this.#waiting.length;
  }

  async #ask<Value>(what: string, work: () => Value): Promise<Value> {
    this.asked.push(what);
    if (this.isSlow) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    if (this.failing.has(what)) throw new Error('storage.local does not answer');
    return work();
  }
}

/** What was begun goes as far as it can by itself. */
export const turns = () => new Promise((resolve) => setTimeout(resolve));
