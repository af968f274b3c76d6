import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { listEngineLines } from '../../../src/sandbox/engine-line.mjs';
import { isEngineRootReady } from '../../../src/sandbox/engine-root.mjs';
import type { Report } from '../../../src/transcript/types.ts';
import { errorLines, makeFolder, runScript } from '../run-script.ts';

const PUBLISHED = '28.5-containerd';
/** Its root is that of the published line, so it is always there. */
const OTHER = '28.5-overlay2';
const FILE = 'src/content/docs/a.mdx';

const page = `---
title: a
images: ['localhost:5050/busybox:1.38']
---

\`\`\`console id="store"
$ docker run --rm localhost:5050/busybox:1.38 echo 안녕
안녕
$ docker info --format '{{.Driver}}'
overlayfs
\`\`\`

\`\`\`console id="engine"
$ docker version --format '{{.Server.Version}}' | cut -d. -f1,2
28.5
\`\`\`
`;

const known = `# a on ${OTHER}

## store, step 2

이미지 저장소가 달라요.

\`\`\`console
$ docker info --format '{{.Driver}}'
overlay2
\`\`\`
`;

describe.each(listEngineLines().filter((line) => line !== PUBLISHED))('%s', (line) => {
  // Set-up builds only the roots that were asked for: npm run verify -- --engine LINE.
  test.runIf(isEngineRootReady(line))(
    'runs the course, and what it prints differently is recorded once and then verifies',
    async () => {
      const folder = await makeFolder({ [FILE]: page });
      const file = join(folder, `engines/${line}/a.md`);
      const record = await runScript('record', folder, ['--engine', line, FILE]);
      expect(record).toMatchObject({ exitCode: 0 });
      const text = await readFile(file, 'utf8');
      expect(text).toContain(line.endsWith('overlay2') ? '\noverlay2\n' : '## engine, step 1');
      expect(text.includes('## engine, step 1')).toBe(!line.startsWith('28.5'));
      expect(text).not.toContain('안녕\n```');

      const again = await runScript('record', folder, ['--engine', line, FILE]);
      expect(again.text).toContain(`engines/${line}/a.md: nothing to record.`);
      expect(await readFile(file, 'utf8')).toBe(text);
      expect(await runScript('verify', folder, ['--engine', line])).toMatchObject({ exitCode: 0 });
      expect(await readFile(join(folder, FILE), 'utf8')).toBe(page);
    },
  );
});

test('a report has an entry per chapter and engine line', async () => {
  const folder = await makeFolder({ [FILE]: page, [`engines/${OTHER}/a.md`]: known });
  const words = ['--engine', PUBLISHED, '--engine', OTHER, FILE];
  const run = await runScript('verify', folder, words);
  expect(run).toMatchObject({ exitCode: 0 });
  const report = await readFile(join(folder, 'reports/verify.json'), 'utf8');
  const { chapters } = JSON.parse(report) as Report;
  expect(
    chapters.map(({ file, engineLine, engine }) => [file, engineLine, engine?.imageStore]),
  ).toEqual([
    [FILE, PUBLISHED, 'containerd'],
    [FILE, OTHER, 'overlay2'],
  ]);
  const again = await runScript('verify', folder, words);
  expect(again.text.match(/unchanged/g)).toHaveLength(2);
  await writeFile(join(folder, `engines/${OTHER}/a.md`), known.replace('달라요', '다르니까요'));
  expect((await runScript('verify', folder, words)).text.match(/unchanged/g)).toHaveLength(1);
});

test('a difference that changed, one that is new and one that is gone fail, each at its place', async () => {
  const gone = `${known}
## engine, step 1

\`\`\`console
$ docker version --format '{{.Server.Version}}' | cut -d. -f1,2
26.1
\`\`\`
`;
  const folder = await makeFolder({
    [FILE]: page.replace('안녕\n$', '잘 가\n$'),
    [`engines/${OTHER}/a.md`]: gone.replace('\noverlay2', '\noverlay3'),
  });
  const run = await runScript('verify', folder, ['--engine', OTHER]);
  expect(run.exitCode).toBe(1);
  expect(errorLines(run).join('\n')).toMatchInlineSnapshot(`
    "DriftError: engines/28.5-overlay2/a.md:15:1: expected the known difference of this step but found what the page says: it is no longer there. Delete its section, or let "npm run record -- --engine 28.5-overlay2" do it.
    DriftError: engines/28.5-overlay2/a.md:9:8: expected "overlay3" but found "overlay2". Read why below its heading, then let "npm run record -- --engine 28.5-overlay2" write it.
    DriftError: src/content/docs/a.mdx:8:1: expected "잘 가" but found "안녕". 28.5-overlay2 is not known to differ here: let "npm run record -- --engine 28.5-overlay2" write it, and say why there."
  `);
});

test('a fence that the page does not have fails, and nothing runs; recording takes its section away', async () => {
  const text = `${known}\n${known.slice(known.indexOf('##')).replace('## store', '## lost')}`;
  const folder = await makeFolder({ [FILE]: page, [`engines/${OTHER}/a.md`]: text });
  const run = await runScript('verify', folder, ['--engine', OTHER]);
  expect(run.exitCode).toBe(1);
  expect(errorLines(run).join('\n')).toMatchInlineSnapshot(
    `"TranscriptError: engines/28.5-overlay2/a.md:12:1: expected the id of a console fence of src/content/docs/a.mdx but found "lost". Correct the heading, or let "npm run record -- --engine LINE" delete the section."`,
  );
  expect(await runScript('record', folder, ['--engine', OTHER, FILE])).toMatchObject({
    exitCode: 0,
  });
  expect(await readFile(join(folder, `engines/${OTHER}/a.md`), 'utf8')).toBe(known);
});

test('a step that cannot work on a line is reported as not possible, never as passed', async () => {
  const impossible = known.replace('step 2', 'step 2: not possible');
  const folder = await makeFolder({
    [FILE]: page,
    [`engines/${OTHER}/a.md`]: `${impossible}\n## engine, step 1: not possible\n\n없어요.\n`,
  });
  const run = await runScript('verify', folder, ['--engine', OTHER]);
  expect(run.exitCode).toBe(0);
  expect(run.text).toContain('1 passed | 2 skipped');
  const { chapters } = JSON.parse(
    await readFile(join(folder, 'reports/verify.json'), 'utf8'),
  ) as Report;
  expect(chapters[0]?.fences.map(({ id, outcome, reason }) => ({ id, outcome, reason }))).toEqual([
    { id: 'store', outcome: 'not possible', reason: '이미지 저장소가 달라요.' },
    { id: 'engine', outcome: 'not possible', reason: '없어요.' },
  ]);
});

test('a chapter that cannot work on a line starts no machine and is reported as not possible', async () => {
  const folder = await makeFolder({
    [FILE]: page.replace('1.38', 'nowhere'),
    [`engines/${OTHER}/a.md`]: `# a on ${OTHER}: not possible\n\n가상 머신이 없어요.\n`,
  });
  const run = await runScript('verify', folder, ['--engine', OTHER]);
  expect(run.exitCode).toBe(0);
  expect(run.text).toContain('3 skipped');
  const { chapters } = JSON.parse(
    await readFile(join(folder, 'reports/verify.json'), 'utf8'),
  ) as Report;
  expect(chapters[0]).not.toHaveProperty('engine');
  expect(chapters[0]?.fences.map(({ outcome }) => outcome)).toEqual([
    'not possible',
    'not possible',
  ]);
  const file = join(folder, `engines/${OTHER}/a.md`);
  const before = await readFile(file, 'utf8');
  const record = await runScript('record', folder, ['--engine', OTHER, FILE]);
  expect(record).toMatchObject({ exitCode: 0 });
  expect(await readFile(file, 'utf8')).toBe(before);
});

test('when nothing differs any more, recording removes the file', async () => {
  const folder = await makeFolder({
    [FILE]: page.replace('overlayfs', 'overlay2'),
    [`engines/${OTHER}/a.md`]: known,
  });
  expect(await runScript('record', folder, ['--engine', OTHER, FILE])).toMatchObject({
    exitCode: 0,
  });
  await expect(rm(join(folder, `engines/${OTHER}/a.md`))).rejects.toThrow('ENOENT');
});

test('an engine line that is none, and a file that is no page, are told', async () => {
  const folder = await makeFolder({ 'a.md': page.slice(page.indexOf('```')) });
  const unknown = await runScript('verify', folder, ['--engine', '29-none', 'a.md']);
  expect(unknown).toMatchObject({ exitCode: 1 });
  expect(unknown.text).toBe(
    `--engine: expected an engine line (${listEngineLines().join(', ')}) or all but found 29-none. Correct it.`,
  );
  const noPage = await runScript('record', folder, ['--engine', OTHER, 'a.md']);
  expect(noPage).toMatchObject({ exitCode: 1 });
  expect(noPage.text.trim().split('\n').at(-1)).toMatchInlineSnapshot(
    `"a.md: expected a page of the course below src/content/docs but found another file. What 28.5-overlay2 prints differently is kept of pages only; record this file without --engine."`,
  );
});
