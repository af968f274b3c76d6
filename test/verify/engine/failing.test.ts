import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Report } from '../../../src/transcript/types.ts';
import { errorLines, makeFolder, runScript } from '../run-script.ts';

const chapter = (step: string, meta = '') =>
  `# 장\n\n\`\`\`console\n$ echo one\neins\n\`\`\`\n\n\`\`\`console${meta}\n${step}\n\`\`\`\n\n\`\`\`console\n$ echo two\ntwo\n\`\`\`\n`;

/** Steps that a machine cannot run, or not to their end. */
const failing = {
  'hangs.md': chapter('$ echo before; sleep 600', ' timeout="3s"'),
  'asks.md': chapter('$ read -p "Sure? [y/N] " sure', ' timeout="3s"'),
  'engine-dies.md': chapter('$ pkill -9 dockerd; sleep 60'),
  'registry-dies.md': chapter('$ pkill -9 registry; sleep 60'),
  'full-disk.md': chapter('$ head -c 3G /dev/zero > /root/zero'),
  'endless.md': chapter('$ yes'),
  'leaves.md': chapter('$ exit'),
  'open-quote.md': chapter('$ echo "one'),
};

test.for(['verify', 'record'] as const)(
  '%s says of every step that could not run why and where, runs nothing after it, and changes no file',
  async (script) => {
    const folder = await makeFolder(failing);
    const run = await runScript(script, folder, Object.keys(failing));
    const lines = errorLines(run).filter((line) => /^(SandboxError|TranscriptError)/.test(line));
    expect(lines.join('\n')).toMatchInlineSnapshot(`
      "SandboxError: asks.md:9:1: expected the step to end within 3 s but it was still running. Let it end by itself, or give its fence a longer timeout, such as timeout="6s". The step was: read -p "Sure? [y/N] " sure It waits for an answer to "Sure? [y/N]": add answer="…" to the fence.
      SandboxError: endless.md:9:1: expected the step to stay within the sandbox's 8388608 bytes of output but it used them up. Write it so that it prints less, or raise the limit "outputBytes". The step was: yes
      SandboxError: engine-dies.md:9:1: expected dockerd to keep running but it ended with exit code 137. Look for what stopped it in this step or in the one before. The step was: pkill -9 dockerd; sleep 60
      SandboxError: full-disk.md:9:1: expected the step to stay within the sandbox's 2048 MiB of disk but it used them up. Write it so that it writes less, or raise the limit "diskMiB". The step was: head -c 3G /dev/zero > /root/zero
      SandboxError: hangs.md:9:1: expected the step to end within 3 s but it was still running. Let it end by itself, or give its fence a longer timeout, such as timeout="6s". The step was: echo before; sleep 600
      SandboxError: leaves.md:9:1: expected the shell to go on but it ended. Leave out "exit", or put it into ( ). The step was: exit
      SandboxError: registry-dies.md:9:1: expected registry to keep running but it ended with exit code 137. Look for what stopped it in this step or in the one before. The step was: pkill -9 registry; sleep 60
      TranscriptError: open-quote.md:9:1: expected a command that bash can read but found: unexpected EOF while looking for matching \`"'. Correct it; no step of this chapter was run."
    `);
    expect(run.text).toContain('It had printed:\n  before\n');
    expect(run.exitCode).toBe(1);
    for (const [name, text] of Object.entries(failing)) {
      expect(await readFile(join(folder, name), 'utf8')).toBe(text);
    }
  },
);

test('the rest of a chapter is not run, and the report says so; other chapters are not touched by it', async () => {
  const fine = '```console\n$ echo one\none\n```\n';
  const folder = await makeFolder({ 'a.md': failing['hangs.md'], 'b.md': fine });
  const run = await runScript('verify', folder, ['a.md', 'b.md']);
  expect(errorLines(run).filter((line) => line.startsWith('NotRun'))).toMatchInlineSnapshot(`
    [
      "NotRun: a.md:13:1: expected the steps before this one to run but found that line 9 could not. Correct that step first; this one was not run.",
    ]
  `);
  const report = JSON.parse(await readFile(join(folder, 'reports/verify.json'), 'utf8')) as Report;
  expect(
    report.chapters.map(({ file, fences }) => [file, ...fences.map(({ outcome }) => outcome)]),
  ).toEqual([
    ['a.md', 'drifted', 'failed', 'not run'],
    ['b.md', 'verified'],
  ]);
});

test('a command that does not exist is data: a drift that can be recorded', async () => {
  const folder = await makeFolder({ 'a.md': '```console\n$ nope\n```\n' });
  const before = await runScript('verify', folder, ['a.md']);
  expect(errorLines(before)).toEqual([expect.stringMatching(/^DriftError: a.md:2:1/)]);
  await runScript('record', folder, ['a.md']);
  expect(await readFile(join(folder, 'a.md'), 'utf8')).toBe(
    '```console\n$ nope\nbash: nope: command not found\n[127]\n```\n',
  );
});
