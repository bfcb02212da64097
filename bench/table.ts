// Rows of the benchmark: ours beside a reference that was measured in the same run, interleaved.

export interface Row {
  readonly what: string;
  readonly reference: string;
  readonly ours: Sample;
  readonly theirs: Sample;
  /** Median by median. */
  readonly ratio: number;
}

export interface Sample {
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly runs: number;
}

export function rowOf(
  what: string,
  reference: string,
  ours: readonly number[],
  theirs: readonly number[],
): Row {
  const a = sampleOf(ours);
  const b = sampleOf(theirs);
  return { what, reference, ours: a, theirs: b, ratio: a.medianMs / b.medianMs };
}

export function printTable(rows: readonly Row[]): void {
  const cells = rows.map(({ what, reference, ours, theirs, ratio }) => [
    what,
    shown(ours),
    reference,
    shown(theirs),
    ratio.toFixed(2),
    String(ours.runs),
  ]);
  const all = [
    ['what', 'ours: median (p95) ms', 'reference', 'its median (p95) ms', 'ratio', 'runs'],
    ...cells,
  ];
  const widths = all[0]?.map((_, column) => Math.max(...all.map((line) => line[column]?.length ?? 0))) ?? [];
  for (const line of all)
    console.log(line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
}

function sampleOf(times: readonly number[]): Sample {
  const sorted = times.toSorted((a, b) => a - b);
  return { medianMs: quantile(sorted, 0.5), p95Ms: quantile(sorted, 0.95), runs: sorted.length };
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function shown({ medianMs, p95Ms }: Sample): string {
  return `${medianMs.toFixed(1)} (${p95Ms.toFixed(1)})`;
}
