// Rows of the benchmark: ours beside a reference that was measured in the same run, interleaved.

export type Unit = 'ms' | 'MB' | 'kB' | 'codes/s' | 'µs' | '%';

export interface Row {
  readonly what: string;
  readonly reference: string;
  readonly unit: Unit;
  readonly ours: Sample;
  readonly theirs: Sample;
  /** Median by median. */
  readonly ratio: number;
  /**
   * The median of what each run is by the reference of its own round. Of times that are either one frame or two it says what
   * happens most often, where that of the medians turns with a single run.
   */
  readonly pairwise: number;
  /** Where the row is one of several that differ by a size only: which ones, and its size. */
  readonly growth: GrowthPoint | undefined;
}

export interface GrowthPoint {
  readonly of: string;
  readonly size: number;
}

/** In the unit of its row. */
export interface Sample {
  readonly median: number;
  readonly p95: number;
  readonly runs: number;
}

/** In milliseconds; another unit or a growth goes over it: `{ ...rowOf(…), unit: 'MB' }`. */
export function rowOf(
  what: string,
  reference: string,
  ours: readonly number[],
  theirs: readonly number[],
): Row {
  const a = sampleOf(ours);
  const b = sampleOf(theirs);
  const pairs = ours.map((value, round) => value / (theirs[round] ?? Number.NaN));
  return {
    what,
    reference,
    unit: 'ms',
    ours: a,
    theirs: b,
    ratio: a.median / b.median,
    pairwise: ours.length === theirs.length ? sampleOf(pairs).median : Number.NaN,
    growth: undefined,
  };
}

export function printTable(rows: readonly Row[]): void {
  const cells = rows.map(({ what, reference, unit, ours, theirs, ratio, pairwise }) => [
    what,
    unit,
    shown(ours),
    reference,
    shown(theirs),
    ratioText(ratio),
    ours.runs > 1 ? ratioText(pairwise) : '',
    String(ours.runs),
  ]);
  const head = [
    'what',
    'unit',
    'ours: median (p95)',
    'reference',
    'its median (p95)',
    'ratio',
    'pairs',
    'runs',
  ];
  print([head, ...cells]);
}

function ratioText(ratio: number): string {
  return Number.isFinite(ratio) ? ratio.toFixed(2) : '';
}

/** How each of these grows with its size: the exponent between neighbours, and from the least size to the greatest. */
export function printGrowth(rows: readonly Row[]): void {
  const series = Map.groupBy(
    rows.flatMap(({ growth, ours }) => (growth === undefined ? [] : [{ ...growth, median: ours.median }])),
    ({ of }) => of,
  );
  const cells = [...series].flatMap(([of, points]) => {
    const sorted = points.toSorted((a, b) => a.size - b.size);
    const [first, last] = [sorted[0], sorted.at(-1)];
    if (first === undefined || last === undefined || first === last) return [];
    const steps = sorted
      .slice(1)
      .map((point, index) => exponent(sorted[index] ?? first, point).toFixed(2))
      .join(', ');
    return [[of, sorted.map(({ size }) => size).join(', '), steps, exponent(first, last).toFixed(2)]];
  });
  if (cells.length > 0) print([['growth of', 'sizes', 'exponent of each step', 'in all'], ...cells]);
}

interface Point {
  readonly size: number;
  readonly median: number;
}

/** 0: does not grow; 1: ten times the size takes ten times as long. */
function exponent(from: Point, to: Point): number {
  return Math.log(to.median / from.median) / Math.log(to.size / from.size);
}

function print(lines: readonly (readonly string[])[]): void {
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  console.log('');
  for (const line of lines)
    console.log(
      line
        .map((cell, column) => cell.padEnd(widths?.[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
}

/** A rate, of which more is better: the second figure is what 95 of 100 runs reach. */
export function rateRow(
  what: string,
  reference: string,
  ours: readonly number[],
  theirs: readonly number[],
): Row {
  const slowest = (rates: readonly number[]) =>
    quantile(
      rates.toSorted((a, b) => b - a),
      0.95,
    );
  const row = rowOf(what, reference, ours, theirs);
  return {
    ...row,
    unit: 'codes/s',
    ours: { ...row.ours, p95: slowest(ours) },
    theirs: { ...row.theirs, p95: slowest(theirs) },
  };
}

function sampleOf(values: readonly number[]): Sample {
  const sorted = values.toSorted((a, b) => a - b);
  return { median: quantile(sorted, 0.5), p95: quantile(sorted, 0.95), runs: sorted.length };
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Nothing where there is no reference. */
function shown({ median, p95 }: Sample): string {
  if (!Number.isFinite(median)) return '';
  return median === p95 ? digits(median) : `${digits(median)} (${digits(p95)})`;
}

function digits(value: number): string {
  if (value >= 1000) return Math.round(value).toLocaleString('en').replaceAll(',', ' ');
  return value.toFixed(value >= 1 ? 1 : 3);
}
