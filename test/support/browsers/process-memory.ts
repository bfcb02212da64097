// The memory of the test's own browser: its processes, and where in them some bytes stand. Linux only, and only where the
// system lets one process read another (root, or the same user without ptrace restrictions).
import { closeSync, existsSync, openSync, readFileSync, readSync } from 'node:fs';
import type { CDPSession } from '@playwright/test';

export interface BrowserProcess {
  readonly pid: number;
  /** As the browser names it: browser, renderer, utility … */
  readonly type: string;
}

interface ProcessInfo {
  readonly processInfo: readonly { readonly type: string; readonly id: number }[];
}

/** Of one needle: the number of places by the type of the process. */
export type Hits = ReadonlyMap<string, ReadonlyMap<string, number>>;

const PAGE = 4096;
const CHUNK_PAGES = 2048;

export async function processesOf(session: CDPSession): Promise<readonly BrowserProcess[]> {
  const send = session.send.bind(session) as unknown as (method: string) => Promise<ProcessInfo>;
  const { processInfo } = await send('SystemInfo.getProcessInfo');
  return processInfo.map(({ id, type }) => ({ pid: id, type }));
}

export function mayReadMemoryOf(pid: number): boolean {
  try {
    closeSync(openSync(`/proc/${pid}/mem`, 'r'));
    return true;
  } catch {
    return false;
  }
}

export function searchMemory(
  processes: readonly BrowserProcess[],
  needles: ReadonlyMap<string, Buffer>,
): Hits {
  const hits = new Map<string, Map<string, number>>([...needles.keys()].map((name) => [name, new Map()]));
  for (const { pid, type } of processes) {
    // One that has ended since they were listed holds nothing any more.
    if (!existsSync(`/proc/${pid}/mem`)) continue;
    for (const part of residentParts(pid)) {
      for (const [name, needle] of needles) {
        const count = countIn(part, needle);
        const byType = hits.get(name);
        if (count > 0) byType?.set(type, (byType.get(type) ?? 0) + count);
      }
    }
  }
  return hits;
}

export function total(hits: Hits, name: string): number {
  return [...(hits.get(name)?.values() ?? [])].reduce((sum, count) => sum + count, 0);
}

export function describeHits(hits: Hits): string {
  return [...hits]
    .map(([name, byType]) => {
      const where = [...byType].map(([type, count]) => `${type} ${count}`).join(', ');
      return `  ${name}: ${where === '' ? 'nowhere' : where}`;
    })
    .join('\n');
}

function countIn(part: Buffer, needle: Buffer): number {
  let count = 0;
  for (let at = part.indexOf(needle); at >= 0; at = part.indexOf(needle, at + 1)) count += 1;
  return count;
}

/** Runs of pages that are in memory and may be written; untouched ones are not, and reading them would fill them. */
function* residentParts(pid: number): Generator<Buffer> {
  const memory = openSync(`/proc/${pid}/mem`, 'r');
  const pagemap = openSync(`/proc/${pid}/pagemap`, 'r');
  try {
    for (const line of readFileSync(`/proc/${pid}/maps`, 'utf8').split('\n')) {
      const [, from = '', to = '', access = ''] = /^([0-9a-f]+)-([0-9a-f]+) (....)/.exec(line) ?? [];
      if (!access.startsWith('rw')) continue;
      for (const [start, length] of residentRuns(
        pagemap,
        Number.parseInt(from, 16),
        Number.parseInt(to, 16),
      )) {
        const part = Buffer.alloc(length);
        try {
          yield part.subarray(0, readSync(memory, part, 0, length, start));
        } catch {
          // Given back while it was looked at.
        }
      }
    }
  } finally {
    closeSync(memory);
    closeSync(pagemap);
  }
}

function* residentRuns(pagemap: number, from: number, to: number): Generator<readonly [number, number]> {
  const entries = Buffer.alloc(CHUNK_PAGES * 8);
  for (let start = from; start < to; start += CHUNK_PAGES * PAGE) {
    const pages = Math.min(CHUNK_PAGES, (to - start) / PAGE);
    const read = readSync(pagemap, entries, 0, pages * 8, (start / PAGE) * 8) / 8;
    let runStart: number | undefined;
    for (let page = 0; page <= read; page += 1) {
      // Bit 63: present; bit 62: swapped out.
      const isThere = page < read && ((entries[page * 8 + 7] ?? 0) & 0xc0) !== 0;
      if (isThere) runStart ??= page;
      else if (runStart !== undefined) {
        yield [start + runStart * PAGE, (page - runStart) * PAGE];
        runStart = undefined;
      }
    }
  }
}
