import { mkdirSync, readFileSync, writeFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readArchive, takeBack } from '../../src/container/take-back.ts';
import { listFiles, pack, writePack } from '../../src/container/tar-stream.ts';
import { writeTar } from '../../src/sandbox/oci-tar.ts';
import { makeFolder } from '../setup/small-project.ts';

const file = (path: string, text: string) =>
  ({ path, mode: 0o644, type: 'file', content: Buffer.from(text) }) as const;

/** When a container wrote what it changed, in seconds since 1970; what it was given is as old as can be. */
const now = 1_795_000_000;

test('what is packed is as long as was said, and reads back as it was', async () => {
  const folder = makeFolder();
  const names = fc.uniqueArray(fc.stringMatching(/^[a-zㄱ-힣]{1,20}$/), {
    minLength: 1,
    maxLength: 4,
  });
  await fc.assert(
    fc.asyncProperty(names, fc.uint8Array({ maxLength: 1100 }), async (parts, bytes) => {
      const path = join(...parts, 'f');
      mkdirSync(join(folder, ...parts), { recursive: true });
      writeFileSync(join(folder, path), bytes);
      const given = pack(await listFiles(join(folder, path), path));
      const archive = Buffer.concat(await Readable.from(writePack(given)).toArray());
      expect(archive.length).toBe(given.size);
      expect([...readArchive(archive)]).toEqual([
        { path, content: Buffer.from(bytes), isAsGiven: true },
      ]);
    }),
    { numRuns: 50 },
  );
});

test('links are packed as links, and what is left out is left out with all in it', async () => {
  const folder = makeFolder();
  mkdirSync(join(folder, 'a/b'), { recursive: true });
  writeFileSync(join(folder, 'a/b/c'), '');
  writeFileSync(join(folder, 'a/d'), '');
  const files = await listFiles(folder, '', (path) => path === 'a/b');
  expect(files.map(({ path }) => path)).toEqual(['a/d']);
});

test('a chapter that was recorded and a report come back; a report that is gone goes', async () => {
  const project = makeFolder();
  mkdirSync(join(project, 'reports'));
  for (const name of ['a.md', 'reports/record.patch']) writeFileSync(join(project, name), 'old');
  const given = pack(await listFiles(project, ''));
  const archive = writeTar([file('./a.md', 'new'), file('./reports/verify.json', '{}')], now);
  expect(takeBack(archive, given, project)).toEqual([]);
  expect(readFileSync(join(project, 'a.md'), 'utf8')).toBe('new');
  expect(readFileSync(join(project, 'reports/verify.json'), 'utf8')).toBe('{}');
  expect(existsSync(join(project, 'reports/record.patch'))).toBe(false);
});

test('a known difference that is gone goes, others stay as they are, also where somebody wrote one meanwhile', async () => {
  const project = makeFolder();
  mkdirSync(join(project, 'engines/line'), { recursive: true });
  const names = ['gone', 'saved', 'kept', 'edited'].map((name) => `engines/line/${name}.md`);
  for (const name of ['engines/line.json', ...names]) writeFileSync(join(project, name), 'old');
  const given = pack(await listFiles(project, ''));
  for (const name of ['saved', 'edited']) {
    writeFileSync(join(project, `engines/line/${name}.md`), 'newer');
  }
  const kept = ['kept', 'edited'].map((name) => file(`engines/line/${name}.md`, 'old'));
  expect(takeBack(writeTar(kept, 0), given, project)).toMatchInlineSnapshot(`
    [
      "engines/line/saved.md: expected the file as it was when its commands ran but found it changed. It was left alone; run this again.",
    ]
  `);
  const left = ['engines/line.json', ...names].map((name) => {
    const path = join(project, name);
    return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  });
  expect(left).toEqual(['old', undefined, 'newer', 'old', 'newer']);
});

test('a chapter that was saved meanwhile is left alone, and its author told', async () => {
  const project = makeFolder();
  writeFileSync(join(project, 'a.md'), 'old');
  const given = pack(await listFiles(project, ''));
  writeFileSync(join(project, 'a.md'), 'saved');
  expect(takeBack(writeTar([file('a.md', 'new')], now), given, project)).toMatchInlineSnapshot(`
    [
      "a.md: expected the file as it was when its commands ran but found it changed. It was left alone; run this again.",
    ]
  `);
  expect(readFileSync(join(project, 'a.md'), 'utf8')).toBe('saved');
});

test('an archive that is cut short or leads out of the project is refused', () => {
  const whole = writeTar([file('a', 'x'.repeat(1000))], 0);
  const read = (archive: Buffer) => () => [...readArchive(archive)];
  expect(read(whole)).not.toThrow();
  expect(read(whole.subarray(0, 600))).toThrowErrorMatchingInlineSnapshot(
    `[ContainerError: expected the container to hand back its reports but found none that can be read. Run this again.]`,
  );
  expect(read(Buffer.alloc(0))).toThrow('expected the container');
  for (const path of ['../a', 'a/../../b', '.git/hooks/pre-commit', 'node_modules/.bin/node']) {
    expect(read(writeTar([file(path, 'x')], 0))).toThrow('expected the container');
  }
});
