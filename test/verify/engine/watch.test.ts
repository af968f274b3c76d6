import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { findLeftBehind, findProcesses } from '../../sandbox/left-behind.ts';
import { copyProject } from '../../setup/copy-project.ts';
import { makeFolder, runScript } from '../run-script.ts';

const scripts = join(import.meta.dirname, '../../../scripts');
const page = (output: string) => `\`\`\`console id="one"\n$ echo $((6 * 7))\n${output}\n\`\`\`\n`;

/** A watching process: its lines up to the next one that matches. */
function startWatch(folder: string, ...args: string[]) {
  return startScript(join(scripts, 'verify.ts'), folder, '--watch', ...args);
}

function startScript(script: string, folder: string, ...args: string[]) {
  const child = spawn(process.execPath, [script, ...args], {
    cwd: folder,
    env: { ...process.env, INIT_CWD: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  async function readUntil(end: RegExp): Promise<string[]> {
    const read: string[] = [];
    for (;;) {
      const { done, value } = await lines.next();
      if (done)
        throw new Error(`expected a line ${String(end)} but found only:\n${read.join('\n')}`);
      read.push(value.replace(/\d+\.\d s/, 'N s'));
      if (end.test(value)) return read;
    }
  }
  async function stop(): Promise<number | null> {
    const ended = once(child, 'exit');
    child.kill('SIGINT');
    const [code] = (await ended) as [number | null];
    return code;
  }
  return { pid: child.pid ?? 0, readUntil, stop };
}

test('a chapter is run again whenever it is saved, and Ctrl+C leaves nothing', async () => {
  const folder = await makeFolder({ 'a.md': page('41') });
  const watch = startWatch(folder, 'a.md');
  expect(await watch.readUntil(/steps good/)).toMatchInlineSnapshot(`
    [
      "Watching a.md: run now and whenever saved, on a machine of 28.5-containerd that stands already. Ctrl+C ends it.",
      "── a.md",
      "a.md:3:2: expected "41" but found "42". Correct the page, or if what was printed is right, let "npm run record" write it.",
      "  - 41",
      "  + 42",
      "a.md: 0 of 1 steps good, in N s.",
    ]
  `);

  await writeFile(join(folder, 'a.md'), page('42'));
  expect(await watch.readUntil(/steps good/)).toMatchInlineSnapshot(`
    [
      "── a.md",
      "a.md: 1 of 1 steps good, in N s.",
    ]
  `);

  await writeFile(join(folder, 'a.md'), page('42').replace('$ ', ''));
  expect(await watch.readUntil(/a\.md:2/)).toMatchInlineSnapshot(`
    [
      "── a.md",
      "a.md:2:1: expected "$ " before the first line of a console fence but found "echo $((6 * 7))". Add the prompt, or use a "sh" fence if it is not run.",
    ]
  `);

  await writeFile(join(folder, 'a.md'), page('42').replace('$ ', '$ sleep 600; '));
  await watch.readUntil(/──/);
  await writeFile(join(folder, 'a.md'), page('43'));
  expect(await watch.readUntil(/steps good/)).toMatchInlineSnapshot(`
    [
      "── a.md",
      "a.md:3:2: expected "43" but found "42". Correct the page, or if what was printed is right, let "npm run record" write it.",
      "  - 43",
      "  + 42",
      "a.md: 0 of 1 steps good, in N s.",
    ]
  `);

  expect(findProcesses(watch.pid).length).toBeGreaterThan(0);
  expect(await watch.stop()).toBe(0);
  expect(findLeftBehind(watch.pid)).toEqual([]);
});

test('a run of the whole chapter counts as verified, a run up to a fence does not', async () => {
  const folder = await makeFolder({
    'a.md': page('42') + '```console id="two"\n$ false\n```\n',
    'b.md': page('42'),
  });
  const until = startWatch(folder, '--until', 'one', 'a.md');
  expect(await until.readUntil(/steps good/)).toContain('a.md: 1 of 1 steps good, in N s.');
  expect(await until.stop()).toBe(0);
  await expect(readFile(join(folder, 'reports/verify.json'))).rejects.toThrow('ENOENT');

  const whole = startWatch(folder, 'b.md', 'a.md');
  await whole.readUntil(/b\.md: 1 of 1/);
  await whole.readUntil(/a\.md: 1 of 2/);
  expect(await whole.stop()).toBe(0);
  const { text } = await runScript('verify', folder, ['b.md']);
  expect(text).toMatch(/^b\.md: verified at \S+ on 28\.5-containerd, unchanged\.$/);
});

test('a verifier that was changed meanwhile takes no run of the one that watched for its own', async () => {
  const folder = await makeFolder({ 'a.md': page('42') });
  copyProject(folder);
  const verify = join(folder, 'scripts/verify.ts');
  const watch = startScript(verify, folder, '--watch', 'a.md');
  await watch.readUntil(/1 of 1 steps good/);
  await appendFile(join(folder, 'src/transcript/compare.ts'), '// changed\n');
  await writeFile(join(folder, 'a.md'), `${page('42')}\nMore.\n`);
  await watch.readUntil(/1 of 1 steps good/);
  expect(await watch.stop()).toBe(0);
  const again = startScript(verify, folder, 'a.md');
  expect((await again.readUntil(/unchanged|1 passed/)).join('\n')).not.toContain('unchanged');
});

test('what watching cannot do is refused', async () => {
  const folder = await makeFolder({ 'a.md': page('42') });
  const say = async (...args: string[]) => {
    const { exitCode, text } = await runScript('verify', folder, ['--watch', ...args]);
    return `${exitCode} ${text}`;
  };
  expect([
    await say('--engine', 'all', 'a.md'),
    await say('--shard', '1/1', 'a.md'),
    await say('a.md:2'),
  ]).toMatchInlineSnapshot(`
    [
      "1 --watch: expected one engine line but found several. Choose one of the two.",
      "1 --watch: expected whole chapters of the course but found --shard. Choose one of the two.",
      "1 --watch: expected whole files but found lines of files. Choose one of the two.",
    ]
  `);
});
