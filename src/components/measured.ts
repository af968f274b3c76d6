import { cannotDraw, type Source } from './figure-source.ts';

/** What was measured several times under one label. */
export interface Series {
  label: string;
  /** As they were printed, in order. */
  values: number[];
  median: number;
  lowest: number;
  highest: number;
}

/** Series from the lines `label value` or `value label` that fences print, and from what bash's `time` prints, labelled by its command. */
export function readSeries(sources: readonly Source[], unit: string): Series[] {
  const byLabel = new Map<string, number[]>();
  for (const source of sources) {
    for (const line of source.lines) {
      const [label, value] = readLine(line, unit, source.command) ?? [];
      if (label === undefined || value === undefined) continue;
      byLabel.set(label, [...(byLabel.get(label) ?? []), value]);
    }
  }
  if (byLabel.size === 0) throw cannotDraw('Measured', sources, `lines like "label 0.41 ${unit}"`);
  return Array.from(byLabel, ([label, values]) => ({
    label,
    values,
    median: medianOf(values),
    lowest: Math.min(...values),
    highest: Math.max(...values),
  }));
}

/** The end of the axis: the smallest of 1, 2, 2.5, 5, 10, … times a power of ten that holds the value. */
export function endOfAxis(highest: number): number {
  if (highest <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(highest));
  return (
    ([1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find((step) => step * power >= highest) ?? 10) * power
  );
}

/** A value as it stands on the page: three digits that count. */
export const printValue = (value: number): string =>
  value >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));

function readLine(line: string, unit: string, command: string): [string, number] | undefined {
  const real = /^real\s+([0-9]+)m([0-9.]+)s$/.exec(line);
  if (real) return [command.replace(/^time /, ''), Number(real[1]) * 60 + Number(real[2])];
  const text = line.trim();
  const mark = unit.replace(/[^\w]/g, '\\$&');
  const number = '([0-9]+(?:\\.[0-9]+)?)';
  const before = (ending: string) => new RegExp(`^${number}${ending}[ \\t]+(\\S.*)$`).exec(text);
  const behind = new RegExp(`^(\\S.*?):?[ \\t]+${number} ?(?:${mark})?$`);
  // A number with its unit is surely the value, wherever it stands.
  const first = before(` ?${mark}`);
  if (first) return [first[2] ?? '', Number(first[1])];
  const last = behind.exec(text);
  if (last) return [last[1] ?? '', Number(last[2])];
  const bare = before('');
  return bare ? [bare[2] ?? '', Number(bare[1])] : undefined;
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.slice(Math.ceil(sorted.length / 2) - 1, Math.floor(sorted.length / 2) + 1);
  return middle.reduce((sum, value) => sum + value, 0) / middle.length;
}
