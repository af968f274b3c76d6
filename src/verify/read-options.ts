import { parseArgs } from 'node:util';
import { findPublishedLine } from '../sandbox/engine-line.mjs';
import { ChoiceError } from './choose-chapters.ts';

/** What a person asked of `verify` or `record` on the command line. */
export interface RunOptions {
  /** Files, with or without a line, as they were written. */
  names: string[];
  /** Engine lines as they were written, `all` among them; the published one where none was named. */
  engines: string[];
  /** Whether a chapter that was green with the very same inputs may be left alone. */
  useCache: boolean;
  isWatching: boolean;
  /** The id of the last fence to run. */
  until?: string | undefined;
  /** Which share of the chapters to run, counted from 1. */
  shard?: Shard | undefined;
}

/** One of `count` shares of the chapters, counted from 1. */
export interface Shard {
  index: number;
  count: number;
}

const known = {
  engine: { type: 'string', multiple: true, value: 'LINE' },
  'no-cache': { type: 'boolean' },
  watch: { type: 'boolean' },
  until: { type: 'string', value: 'ID' },
  shard: { type: 'string', value: 'N/M' },
} as const;

type Option = keyof typeof known;

/** Reads a command line that may have these options; throws a `ChoiceError` that names everything that is wrong. */
export function readOptions(
  args: readonly string[],
  allowed: readonly Option[] = Object.keys(known) as Option[],
): RunOptions {
  const options = Object.fromEntries(allowed.map((name) => [name, known[name]]));
  // Not strict: our own sentences say what is wrong, all of it at once.
  const { tokens } = parseArgs({
    args: [...args],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const problems: string[] = [];
  const values = new Map<string, string[]>();
  const names: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') names.push(token.value);
    if (token.kind !== 'option') continue;
    const problem = findProblem(token, allowed, values.has(token.name));
    if (problem !== undefined) problems.push(`${token.rawName}: ${problem}`);
    values.set(token.name, [...(values.get(token.name) ?? []), token.value ?? '']);
  }
  const shard = values.get('shard')?.[0];
  const share = readShard(shard);
  if (shard && share === undefined) {
    problems.push(
      `--shard: expected a share like 1/3, from 1 to how many there are, but found ${shard}. Correct it.`,
    );
  }
  if (problems.length > 0) throw new ChoiceError(problems.join('\n'));
  return {
    names,
    engines: values.get('engine') ?? [findPublishedLine()],
    // What a share leaves is to be merged: it must be whole.
    useCache: !values.has('no-cache') && share === undefined,
    isWatching: values.has('watch'),
    until: values.get('until')?.[0],
    shard: share,
  };
}

function findProblem(
  { name, value }: { name: string; value: string | undefined },
  allowed: readonly Option[],
  isRepeated: boolean,
): string | undefined {
  const option = allowed.find((one) => one === name);
  if (option === undefined) {
    const list = allowed.map((one) => `--${one}`).join(', ');
    return `expected a file or one of the options ${list} but found this. Correct it.`;
  }
  const spec: { type: string; multiple?: boolean; value?: string } = known[option];
  if (spec.value === undefined) {
    return value === undefined ? undefined : `expected no value but found ${value}. Leave it out.`;
  }
  if (value === undefined || value === '' || value.startsWith('-')) {
    return `expected a value but found none. Write --${name} ${spec.value}`;
  }
  if (isRepeated && spec.multiple !== true)
    return 'expected it once but found it again. Choose one.';
  return undefined;
}

function readShard(text = ''): Shard | undefined {
  const [, index, count] = /^([1-9]\d{0,3})\/([1-9]\d{0,3})$/.exec(text) ?? [];
  if (index === undefined || count === undefined) return undefined;
  return Number(index) <= Number(count)
    ? { index: Number(index), count: Number(count) }
    : undefined;
}
