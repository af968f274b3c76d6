import type { PageLine } from './pair-lines.ts';
import type { Line } from './read-line.ts';

/**
 * Lets the lines of two build screens be compared that BuildKit cut at the terminal's width: where a time has a digit more, the
 * text before it has one less, so what only some lines can show is left out of all masks.
 * https://github.com/moby/buildkit/blob/v0.25.0/util/progress/progressui/display.go
 */
export function alignCuts(
  page: readonly PageLine[],
  run: readonly Line[],
  readMask: (text: string) => string,
): void {
  const cuts = [...page, ...run].flatMap((line) => {
    const time = line === 'gap' ? undefined : timeOfCut(line.text);
    return line === 'gap' || time === undefined ? [] : [{ line, time }];
  });
  const longest = Math.max(...cuts.map(({ time }) => time.length));
  for (const { line, time } of cuts) {
    const surplus = longest - time.length;
    const kept = line.text.length - '  '.length - time.length - surplus;
    if (surplus > 0) line.mask = readMask(`${line.text.slice(0, kept)}  ${time}`);
  }
}

/** The time at the end of a line that fills the screen. */
function timeOfCut(text: string): string | undefined {
  return text.length === 99 ? /^ => .*\S {2,3}([0-9]+\.[0-9]s)$/.exec(text)?.[1] : undefined;
}
