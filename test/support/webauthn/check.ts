/** One thing that a page can find out, and where the specifications say what it is to find. */
export interface Check {
  /** A sentence, unique. */
  readonly name: string;
  /** The section of Web Authentication Level 3 (or the other specification that is named). */
  readonly after: string;
  /** Runs in the page; what it returns must be the same for the browser's own provider and for ours. */
  readonly run: () => unknown;
  /** What the user does in our window; yes where left out. */
  readonly user?: 'waits';
  /** The browser is known to leave the page waiting; any other check that is not answered has failed. */
  readonly isUnanswered?: boolean;
  /** Another page than the usual one. */
  readonly at?: string;
}

/** Checks of one section. */
export function section(after: string, checks: Readonly<Record<string, Check['run']>>): readonly Check[] {
  return Object.entries(checks).map(([name, run]) => ({ name, after, run }));
}
