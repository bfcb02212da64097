/** What the process ends with. */
export const EXIT_CODES = { done: 0, usage: 2, refused: 3, 'not-signed-in': 4 } as const;

export type FailureKind = Exclude<keyof typeof EXIT_CODES, 'done'>;

/** A command that did not do what it was asked, with a sentence for whoever asked. */
export class CommandFailure extends Error {
  readonly kind: FailureKind;

  constructor(kind: FailureKind, message: string) {
    super(message);
    this.name = 'CommandFailure';
    this.kind = kind;
  }
}
