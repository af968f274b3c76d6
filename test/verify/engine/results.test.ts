import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { makeFolder, runScript } from '../run-script.ts';

const PUBLISHED = '28.5-containerd';
const OTHER = '28.5-overlay2';

/** What a fence of a page says, beside what is printed: on every line, and on the published one only. */
const drifted = {
  'src/content/docs/a.mdx': '```console id="same"\n$ echo one\neins\n```\n',
  'src/content/docs/b.mdx':
    '```console id="store"\n$ docker info --format \'{{.Driver}}\'\noverlay2\n```\n',
};

const files = {
  '한 글/a.mdx': '# 장\n\n```console\n$ echo one\neins\n$ docker volume create\nmine\n```\n',
  'b.md': '```console\n$ echo two\ntwo\n```\n',
  'stops.md': '```console timeout="5s"\n$ echo one\neins\n$ sleep 600\n```\n',
};

test('findings stand at their lines, in the summary, and in a patch that does what record does', async () => {
  const folder = await makeFolder({ ...files, '.gitignore': 'reports/\n' });
  const git = execa({ cwd: folder });
  await git`git init --quiet`;
  await git`git add .`;
  await git`git -c user.name=a -c user.email=a@example.org commit --quiet -m one`;
  const summary = join(folder, 'reports-summary.md');
  const github = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary };
  const run = await runScript('verify', folder, Object.keys(files), github);

  expect(
    [...run.text.matchAll(/^::error file=([^,]+),.*?,(line=\d+,column=\d+)::(\w+)/gm)]
      .map(([, ...found]) => found.join(' '))
      .sort(),
  ).toEqual([
    'stops.md line=3,column=1 DriftError',
    'stops.md line=4,column=1 SandboxError',
    '한 글/a.mdx line=5,column=1 DriftError',
    '한 글/a.mdx line=7,column=1 DriftError',
  ]);
  const table = await readFile(summary, 'utf8');
  expect(table).toBe(await readFile(join(folder, 'reports/summary.md'), 'utf8'));
  expect(table).toContain('**1 chapter good, 2 not**, on 28.5-containerd');
  expect(table).toMatch(/^\| b\.md \| 28\.5-containerd \| 1 of 1 \| \d+\.\d s \| none \|$/m);

  const clone = await makeFolder({});
  await git`git clone --quiet . ${clone}`;
  await execa({ cwd: clone })`git apply ${join(folder, 'reports/record.patch')}`;
  const recorded = await readFile(join(clone, '한 글/a.mdx'), 'utf8');
  expect(recorded).toMatch(
    /^# 장\n\n```console\n\$ echo one\none\n\$ docker volume create\n[0-9a-f]{64}\n```\n$/,
  );
  expect(await readFile(join(clone, 'stops.md'), 'utf8')).toBe(files['stops.md']);
  const again = await runScript('record', clone, ['한 글/a.mdx']);
  expect(again.text).toContain('한 글/a.mdx: nothing to record.');

  await runScript('verify', folder, ['b.md']);
  await expect(readFile(join(folder, 'reports/record.patch'))).rejects.toThrow('ENOENT');
});

test('on another engine line, the patch writes what the line prints differently, and takes away what no longer differs', async () => {
  const page = (body: string) => `\`\`\`console id="store"\n${body}\n\`\`\`\n`;
  const folder = await makeFolder({
    'src/content/docs/a.mdx': page("$ docker info --format '{{.Driver}}'\noverlayfs"),
    'src/content/docs/b.mdx': page('$ echo one\none'),
    'engines/28.5-overlay2/b.md':
      '# b on 28.5-overlay2\n\n## store, step 1\n\n까닭\n\n```console\n$ echo one\neins\n```\n',
  });
  const run = await runScript('verify', folder, ['--engine', '28.5-overlay2']);
  expect(run.exitCode).toBe(1);
  await execa({ cwd: folder })`git apply reports/record.patch`;
  const written = await readFile(join(folder, 'engines/28.5-overlay2/a.md'), 'utf8');
  expect(written).toContain("$ docker info --format '{{.Driver}}'\noverlay2\n");
  await expect(readFile(join(folder, 'engines/28.5-overlay2/b.md'))).rejects.toThrow('ENOENT');
  const again = await runScript('record', folder, ['--engine', '28.5-overlay2']);
  expect(again.text).toContain('engines/28.5-overlay2/a.md: nothing to record.');
});

test('the patch of a run on several engine lines says how each differs from the pages that it writes', async () => {
  const folder = await makeFolder(drifted);
  // Its chapter is good as it stands, and would not be run again.
  const good = await runScript('verify', folder, ['--engine', OTHER, 'src/content/docs/b.mdx']);
  expect(good.exitCode).toBe(0);
  const lines = ['--engine', OTHER, '--engine', PUBLISHED];
  expect((await runScript('verify', folder, lines)).exitCode).toBe(1);
  await execa({ cwd: folder })`git apply reports/record.patch`;
  const of = (name: string) => readFile(join(folder, `engines/${OTHER}/${name}.md`), 'utf8');
  expect(await of('b')).toContain("$ docker info --format '{{.Driver}}'\noverlay2\n");
  await expect(of('a')).rejects.toThrow('ENOENT');
  expect(await runScript('verify', folder, lines)).toMatchObject({ exitCode: 0 });
});

test('so does the patch of shares that are merged', async () => {
  const folder = await makeFolder(drifted);
  const lines = ['--engine', OTHER, '--engine', PUBLISHED];
  await runScript('verify', folder, [...lines, '--shard', '1/1']);
  await rm(join(folder, 'reports/record.patch'));
  expect((await runScript('merge', folder, ['reports/blobs'])).exitCode).toBe(1);
  await execa({ cwd: folder })`git apply reports/record.patch`;
  expect(await runScript('verify', folder, lines)).toMatchObject({ exitCode: 0 });
});

test('a run that goes on in another container says what one run of all its lines says', async () => {
  const folder = await makeFolder({ ...drifted, 'reports/junit-older.xml': '' });
  await runScript('verify', folder, ['--engine', PUBLISHED]);
  await runScript('verify', folder, ['--engine', OTHER], { DOLLYEO_LATER_PART: '1' });
  const read = (name: string) => readFile(join(folder, 'reports', name), 'utf8');
  expect(await read('summary.md')).toContain(
    `**1 chapter good, 3 not**, on ${PUBLISHED}, ${OTHER}`,
  );
  expect((await read('record.patch')).match(/^\+\+\+ \S+/gm)?.sort()).toEqual([
    `+++ b/engines/${OTHER}/b.md`,
    '+++ b/src/content/docs/a.mdx',
    '+++ b/src/content/docs/b.mdx',
  ]);
  const files = await readdir(join(folder, 'reports'));
  expect(files.filter((name) => name.endsWith('.xml')).sort()).toEqual([
    `junit-${OTHER}.xml`,
    'junit.xml',
  ]);
});
