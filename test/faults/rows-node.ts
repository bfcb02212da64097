// The rows that need no browser: tests of this repository, run once and counted by what they prove.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { FaultContext, FaultRow, Tally } from './fault-row.ts';

interface TestResult {
  readonly fullName: string;
  readonly status: string;
}

interface NodeRow {
  readonly id: string;
  readonly name: string;
  readonly what: string;
  /** Below test/unit, without its ending. */
  readonly file: string;
  /** A part of the full names of the tests; there must be one at least. */
  readonly tests: RegExp;
}

const ROWS: readonly NodeRow[] = [
  {
    id: 'F14',
    name: 'envelope-flips',
    what: 'every byte of a sealed record flipped',
    file: 'core/vault/envelope',
    tests: /is refused when any of its bytes is changed/,
  },
  {
    id: 'F15',
    name: 'swap',
    what: 'two records exchanged',
    file: 'core/vault/vault',
    tests: /two records that were exchanged/,
  },
  {
    id: 'F16',
    name: 'replay',
    what: 'an old version of a record in its place',
    file: 'core/vault/vault',
    tests: /an old version of a record/,
  },
  {
    id: 'F17',
    name: 'missing',
    what: 'records deleted behind our back',
    file: 'background/storage-recovery',
    tests: /with records gone behind our back/,
  },
  {
    id: 'F18',
    name: 'foreign',
    what: 'an envelope that the index does not name',
    file: 'core/vault/vault',
    tests: /that the index does not name/,
  },
  {
    id: 'F19',
    name: 'older-index',
    what: 'the index replaced by an older one, newer records beside it',
    file: 'background/storage-recovery',
    tests: /that the anchor knows to be older/,
  },
  {
    id: 'F21',
    name: 'head-flips',
    what: 'every byte of each copy of the header flipped, and both damaged',
    file: 'core/vault/head',
    tests: /whatever byte of copy A|both copies damaged/,
  },
  {
    id: 'F21',
    name: 'mirror-header-flips',
    what: 'every byte of the header of the mirror flipped, and every length',
    file: 'core/vault/mirror',
    tests: /with any byte flipped/,
  },
  {
    id: 'F21',
    name: 'anchor-flips',
    what: 'every byte of the anchor flipped',
    file: 'core/vault/anchor',
    tests: /with any byte flipped/,
  },
  {
    id: 'F22',
    name: 'kdf',
    what: 'KDF parameters lowered (F22) or raised (F23) in the header',
    file: 'core/vault/kdf-parameters',
    tests: /keep (memoryKib|iterations|parallelism)/,
  },
  {
    id: 'F24',
    name: 'newer-format',
    what: 'a header that asks for a newer program',
    file: 'core/vault/header',
    tests: /newer/,
  },
  {
    id: 'F25',
    name: 'wrong-passphrase',
    what: 'a wrong passphrase, a thousand times: no stored byte changes',
    file: 'core/vault/head',
    tests: /a thousand times/,
  },
  {
    id: 'F26',
    name: 'no-wasm',
    what: 'WebAssembly refused',
    file: 'platform/kdf-worker',
    tests: /WebAssembly is refused/,
  },
  {
    id: 'F28',
    name: 'random',
    what: 'a random source that returns zeros',
    file: 'core/vault/head',
    tests: /random source returns zeros/,
  },
  {
    id: 'F32',
    name: 'nth-call',
    what: 'the Nth call of any store fails, loses its answer or is the last, for all N, in 32 scenarios',
    file: 'background/storage-nth-call',
    tests: /./,
  },
  {
    id: 'F33',
    name: 'hang',
    what: 'the Nth transaction hangs, for all N',
    file: 'background/storage-hanging',
    tests: /./,
  },
  {
    id: 'F34',
    name: 'closed',
    what: 'the connection closed by the browser',
    file: 'platform/indexeddb-store',
    tests: /closed is opened again/,
  },
  {
    id: 'F42',
    name: 'sleep',
    what: 'asleep over the time of the lock, and the clock set back (F41)',
    file: 'background/auto-lock',
    tests: /no alarm fired|clock is set back/,
  },
  {
    id: 'F65',
    name: 'model',
    what: 'random lives against a list, with crashes and failing stores mixed in',
    file: 'background/storage-model',
    tests: /./,
  },
];

let results: Promise<ReadonlyMap<string, readonly TestResult[]>> | undefined;

/** All files of the table in one run; the model gets as many lives as the run is long. */
async function runTests({ scale }: FaultContext): Promise<ReadonlyMap<string, readonly TestResult[]>> {
  const folder = mkdtempSync(path.join(tmpdir(), 'tallystick-fault-tests-'));
  try {
    const report = path.join(folder, 'report.json');
    const files = [...new Set(ROWS.map(({ file }) => `test/unit/${file}.test.ts`))];
    const projects = ['--project', 'core', '--project', 'adapters', '--project', 'expensive'];
    const env = { ...process.env, TALLYSTICK_MODEL_RUNS: String(Math.max(30, Math.round(1000 * scale))) };
    spawnSync('vitest', ['run', ...projects, ...files, '--reporter=json', `--outputFile=${report}`], {
      cwd: path.resolve(import.meta.dirname, '../..'),
      stdio: 'ignore',
      env,
      shell: process.platform === 'win32',
    });
    const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as {
      testResults: readonly { readonly name: string; readonly assertionResults: readonly TestResult[] }[];
    };
    return new Map(testResults.map(({ name, assertionResults }) => [name, assertionResults]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function judge(row: NodeRow, tally: Tally, context: FaultContext): Promise<void> {
  results ??= runTests(context);
  const end = `test/unit/${row.file}.test.ts`;
  const found = [...(await results)].find(([name]) => name.replaceAll('\\', '/').endsWith(end))?.[1] ?? [];
  const tests = found.filter(({ fullName }) => row.tests.test(fullName));
  const failed = tests.filter(({ status }) => status !== 'passed');
  if (tests.length === 0) throw new Error(`no test of ${row.file} fits`);
  tally.rounds += tests.length;
  tally.see(`${tests.length - failed.length} of ${tests.length} tests pass`);
  if (failed.length > 0) tally.judge({ lost: 0, torn: failed.length, difference: failed[0]?.fullName ?? '' });
}

export const nodeRows: readonly FaultRow[] = ROWS.map((row) => ({
  id: row.id,
  name: row.name,
  what: row.what,
  run: (tally, _rounds, context) => judge(row, tally, context),
}));
