/** What a widget on the page tells its page; the test reads both. */
export interface Heard {
  /** The widget's own state, as it last told. */
  value: string;
  /** What it called complete, each time. */
  readonly completed: string[];
}

export const heard: Heard = { value: '', completed: [] };
Object.assign(globalThis, { heard });
