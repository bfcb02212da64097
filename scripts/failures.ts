// Why tests failed, out of the reports of their runners: the log of a machine elsewhere is read from its end.
export interface Failure {
  /** The file and the test, or the step. */
  readonly name: string;
  /** As the runner gives it: colours, stack and all. */
  readonly error: string;
}

const MOST_TESTS = 10;
const MOST_LINES = 4;
/** Of what differs, where two values were compared. */
const MOST_DIFFERENCES = 6;
const MOST_CHARACTERS = 200;

// oxlint-disable-next-line no-control-regex -- the escape character begins every colour
const COLOURS = /\u001b\[[0-9;]*m/g;
/** A line that one of two values has and the other has not. */
const DIFFERENCE = /^\s*[-+] /;
/** What the signs mean, above them; without it a line that begins with one is of a browser's log. */
const LEGEND = /^\s*(?:- Expected|\+ Received)\b/;
/** A line of a stack in the code of others. */
const ELSEWHERE = /^\s*at .*(?:node_modules|node:internal|<anonymous>)/;

/** A test each, with the first lines of its error and the first place in our own code; empty for no failure. */
export function linesOf(failures: readonly Failure[]): readonly string[] {
  const lines = failures.slice(0, MOST_TESTS).flatMap(({ name, error }) => {
    return [`FAILED ${name}`, ...firstLines(error).map((line) => `       ${line}`)];
  });
  const left = failures.length - MOST_TESTS;
  return left > 0 ? [...lines, `and ${left} more`] : lines;
}

export interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly testResults?: readonly {
    readonly name: string;
    readonly status: string;
    /** Why the file did not load. */
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

export function failuresOfVitest(report: VitestReport, root: string): readonly Failure[] {
  return (report.testResults ?? []).flatMap(({ name, status, message, assertionResults }) => {
    const file = name.replace(`${root}/`, '');
    const failed = assertionResults.filter((test) => test.status === 'failed');
    if (failed.length === 0 && status === 'failed') return [{ name: file, error: message }];
    return failed.map((test) => ({
      name: `${file} > ${test.fullName}`,
      error: test.failureMessages.join('\n'),
    }));
  });
}

interface PlaywrightError {
  readonly message?: string;
}

interface PlaywrightSuite {
  readonly title: string;
  readonly specs?: readonly {
    readonly title: string;
    readonly ok: boolean;
    readonly tests: readonly {
      readonly status: string;
      readonly results: readonly { readonly errors: readonly PlaywrightError[] }[];
    }[];
  }[];
  readonly suites?: readonly PlaywrightSuite[];
}

export interface PlaywrightReport {
  readonly stats?: { expected?: number; unexpected?: number; flaky?: number; skipped?: number };
  readonly suites?: readonly PlaywrightSuite[];
  /** What went wrong outside of every test. */
  readonly errors?: readonly PlaywrightError[];
}

export function failuresOfPlaywright(report: PlaywrightReport): readonly Failure[] {
  const outside = (report.errors ?? []).map((error) => ({ name: 'browser', error: error.message ?? '' }));
  return [...outside, ...(report.suites ?? []).flatMap((suite) => failuresOfSuite(suite, []))];
}

function failuresOfSuite(suite: PlaywrightSuite, above: readonly string[]): readonly Failure[] {
  const titles = [...above, suite.title];
  const own = (suite.specs ?? []).flatMap(({ title, tests }) =>
    tests
      .filter(({ status }) => status === 'unexpected' || status === 'flaky')
      .map(({ results }) => ({
        name: [...titles, title].join(' > '),
        error: results.flatMap(({ errors }) => errors.map(({ message }) => message ?? '')).join('\n'),
      })),
  );
  return [...own, ...(suite.suites ?? []).flatMap((inner) => failuresOfSuite(inner, titles))];
}

function firstLines(error: string): readonly string[] {
  const lines = error
    .replaceAll(COLOURS, '')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const message = lines.filter((line) => !/^\s*at /.test(line));
  const place = lines.find((line) => /^\s*at /.test(line) && !ELSEWHERE.test(line));
  const legend = message.findIndex((line) => LEGEND.test(line));
  const differences =
    legend < 0 ? [] : message.slice(legend).filter((line) => DIFFERENCE.test(line) && !LEGEND.test(line));
  const first = [
    ...message.slice(0, differences.length > 0 ? 1 : MOST_LINES - (place === undefined ? 0 : 1)),
    ...differences.slice(0, MOST_DIFFERENCES),
  ];
  const kept = place === undefined ? first : [...first, place];
  return kept.map((line) => {
    const trimmed = line.trimEnd();
    return trimmed.length > MOST_CHARACTERS ? `${trimmed.slice(0, MOST_CHARACTERS)}…` : trimmed;
  });
}
