import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { listEngineLines, readEngineLine } from '../../src/sandbox/engine-line.mjs';
import { readOptions } from '../../src/verify/read-options.ts';
import { copyProject } from '../setup/copy-project.ts';
import { makeFolder } from './run-script.ts';

function refusal(args: string[], allowed?: Parameters<typeof readOptions>[1]): string {
  try {
    readOptions(args, allowed);
  } catch (error) {
    if (error instanceof Error) return error.message;
  }
  throw new Error('nothing was refused');
}

test('without options, everything is run on the published engine line, what is unchanged is left alone', () => {
  expect(readOptions(['a.md', 'b.md:4'])).toEqual({
    names: ['a.md', 'b.md:4'],
    engines: ['28.5-containerd'],
    useCache: true,
    isWatching: false,
    until: undefined,
    shard: undefined,
  });
});

test('the published engine line is the one of which engines/ says so, for all that asks', async () => {
  const project = await makeFolder({});
  copyProject(project);
  for (const line of listEngineLines()) {
    const settings = { ...readEngineLine(line), published: line === '28.5-overlay2' };
    await writeFile(join(project, 'engines', `${line}.json`), JSON.stringify(settings));
  }
  const script = `
    import { readOptions } from './src/verify/read-options.ts';
    import { junitFile } from './src/verify/write-results.ts';
    import { chaptersProject } from './src/verify/chapters-project.ts';
    console.log(readOptions([]).engines.join(), junitFile('28.5-overlay2'), chaptersProject.test.provide.engineLine);`;
  const { stdout } = await execa('node', ['--input-type=module', '--eval', script], {
    cwd: project,
  });
  expect(stdout).toBe('28.5-overlay2 reports/junit.xml 28.5-overlay2');
});

test('options and files stand in any order, with or without an equals sign', () => {
  const options = ['--engine', 'x', '--engine=all', '--no-cache', '--watch', '--until', 'prune'];
  expect(readOptions(['a.md', ...options, '--shard=2/3', 'b.md'])).toEqual({
    names: ['a.md', 'b.md'],
    engines: ['x', 'all'],
    useCache: false,
    isWatching: true,
    until: 'prune',
    shard: { index: 2, count: 3 },
  });
});

test('after --, a name may begin with a dash', () => {
  expect(readOptions(['--', '-x.md']).names).toEqual(['-x.md']);
});

test('everything that is wrong is said at once', () => {
  const wrong = ['-x', '--engin=y', '--no-cache=no', '--shard=0/3', '--until', '--watch'];
  expect(refusal([...wrong, '--engine'])).toMatchInlineSnapshot(`
    "-x: expected a file or one of the options --engine, --no-cache, --watch, --until, --shard but found this. Correct it.
    --engin: expected a file or one of the options --engine, --no-cache, --watch, --until, --shard but found this. Correct it.
    --no-cache: expected no value but found no. Leave it out.
    --until: expected a value but found none. Write --until ID
    --engine: expected a value but found none. Write --engine LINE
    --shard: expected a share like 1/3, from 1 to how many there are, but found 0/3. Correct it."
  `);
  expect(refusal(['--until=a', '--until=b', '--shard', '4/3'])).toMatchInlineSnapshot(`
    "--until: expected it once but found it again. Choose one.
    --shard: expected a share like 1/3, from 1 to how many there are, but found 4/3. Correct it."
  `);
});

test('a command that takes fewer options names those', () => {
  expect(refusal(['--watch'], ['engine'])).toMatchInlineSnapshot(
    `"--watch: expected a file or one of the options --engine but found this. Correct it."`,
  );
});
