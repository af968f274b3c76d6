import { expect, test } from 'vitest';
import { lintChapter } from '../../src/transcript/lint-chapter.ts';
import { parseChapter } from '../../src/transcript/parse-chapter.ts';
import { TranscriptError } from '../../src/transcript/transcript-error.ts';
import { courseDigest } from './play-lesson.ts';

function check(...commands: string[]): string {
  const body = commands.map((command) => `$ ${command}`).join('\n');
  const chapter = parseChapter(
    'a.mdx',
    `- x\n\n  \`\`\`console\n${body.replace(/^/gm, '  ')}\n  \`\`\``,
  );
  return new TranscriptError(lintChapter(chapter, new Set([courseDigest]))).message;
}

test('a command must not contain what the next run does not have', () => {
  expect(check('docker rm 3f2a9c81d07e', 'docker run \\\n> x 3f2a9c81d07e')).toMatchInlineSnapshot(`
    "a.mdx:4:15: expected a command that works in every run but found the ID 3f2a9c81d07e, which the next run does not have. Use a name, or let the shell ask: $(docker …), $!.
    a.mdx:6:7: expected a command that works in every run but found the ID 3f2a9c81d07e, which the next run does not have. Use a name, or let the shell ask: $(docker …), $!."
  `);
});

test('a chosen name must not be able to begin an ID', () => {
  expect(check('docker run --name cafe web', 'docker run --name="db1" web')).toMatchInlineSnapshot(`
    "a.mdx:4:23: expected a name with a letter outside a-f but found "cafe", which can begin a container's ID. Choose a longer one.
    a.mdx:5:24: expected a name with a letter outside a-f but found "db1", which can begin a container's ID. Choose a longer one."
  `);
});

test('names, digests of course images and times are fine', () => {
  expect(
    check(
      `docker pull localhost:5050/web@sha256:${courseDigest}`,
      'docker run --name zen_wu web',
      'docker run --name front web',
      'docker logs --since 2026-11-21T19:15:33Z front',
    ),
  ).toBe('');
});
