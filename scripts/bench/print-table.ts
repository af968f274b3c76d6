/** One measurement: what was measured, its times in milliseconds. */
export type Row = [what: string, times: readonly number[]];

/** Prints medians, and how many times that of the first row each is. */
export function printTable(rows: readonly Row[]): void {
  const first = median(rows[0]?.[1] ?? []);
  console.log('\n| what | median | ratio |\n|---|---:|---:|');
  for (const [what, times] of rows) {
    const ms = median(times);
    console.log(`| ${what} | ${ms.toFixed(ms < 100 ? 1 : 0)} ms | ${(ms / first).toFixed(2)} |`);
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
