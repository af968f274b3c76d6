import { expect, test } from 'vitest';
import { parseChapter } from '../../src/transcript/parse-chapter.ts';
import type { Chapter } from '../../src/transcript/types.ts';
import { followCourse } from '../../src/follow/follow-course.ts';
import type { ReaderDifference } from '../../src/follow/reader-differences.ts';
import { startReader } from '../../src/follow/start-reader.ts';

const RUN =
  'docker run --detach --name course-registry --publish 127.0.0.1:5050:5050 localhost/course-registry:1.0 > /dev/null';

const fence = (steps: string, meta = '') => `\`\`\`console${meta}\n${steps}\n\`\`\`\n`;

/** The chapter that prepares a reader's Docker. */
const prepare = (more = '') =>
  parseChapter(
    'prepare.md',
    `---\nneeds: [bundle]\n---\n${fence(
      `$ docker load --quiet --input dollyeo-docker-*.tar\nLoaded image: localhost/course-registry:1.0\n$ ${RUN}\n$ curl --silent --retry 9 --retry-all-errors --output /dev/null localhost:5050/v2/\n$ mkdir course\n$ cd course`,
    )}\n## 정리\n\n${fence(
      `$ docker rm --force course-registry > /dev/null\n$ docker image rm localhost/course-registry:1.0 > /dev/null\n$ cd ..\n$ rmdir course\n$ rm dollyeo-docker-*.tar`,
    )}${more}`,
  );

const PULL = '$ docker pull --quiet localhost:5050/busybox:1.38\nlocalhost:5050/busybox:1.38';
const REMOVE = '$ docker image rm localhost:5050/busybox:1.38 > /dev/null';

async function follow(
  chapters: Chapter[],
  differences: ReaderDifference[] = [],
): Promise<{ findings: string; typed: string[] }> {
  const { sandbox, stop } = await startReader();
  try {
    const typed: string[] = [];
    const print = (line: string) => typed.push(line.replace(/ in .*/, ''));
    const findings = await followCourse(chapters, sandbox, { differences, print });
    return { findings: findings.join('\n'), typed };
  } finally {
    await stop();
  }
}

test('a course that leaves nothing behind has no findings, and a reader types nothing before the preparation, nor what needs a second computer, a virtual machine or a Debian', async () => {
  const chapters = [
    parseChapter('index.md', fence('$ echo nobody types this\nsomething else')),
    prepare(),
    parseChapter(
      'two-hosts.md',
      `---\nhosts: [seoul, busan]\n---\n${fence(`${PULL}\n$ basename "$PWD"\ncourse`)}
\`\`\`sh title="a.sh"
echo 안녕
\`\`\`
${fence('$ sh a.sh\n안녕', ' host="seoul"')}
${fence('$ ls /usr/share/vm /usr/share/course 2> /dev/null\n[2]\n$ command -v qemu-system-x86_64\n[1]')}
${fence('$ echo nobody types this\nsomething else', ' host="busan"')}
${fence('$ echo nobody types this\nsomething else', ' needs="vm"')}
${fence('$ echo nobody types this\nsomething else', ' needs="debian"')}
${fence(`${REMOVE}\n$ rm a.sh`)}`,
    ),
    parseChapter('words.md', '없어요'),
    parseChapter('skipped.md', fence('$ echo nobody types this\nsomething else', ' skip="no"')),
  ];
  expect(await follow(chapters)).toEqual({
    findings: '',
    typed: [
      'prepare.md: 5 steps',
      'two-hosts.md: 7 steps',
      'skipped.md: 1 steps',
      'prepare.md: 5 steps',
    ],
  });
});

test('what a chapter leaves behind is said once, where it is, and also what the chapters after it then print', async () => {
  const chapters = [
    prepare(),
    parseChapter(
      'leaves.md',
      fence(
        [
          PULL,
          '$ docker create --name kept localhost:5050/busybox:1.38 > /dev/null',
          '$ docker volume create kept-data\nkept-data',
          '$ docker network create kept-net > /dev/null',
          `$ echo 'FROM localhost:5050/busybox:1.38' | docker build --quiet --tag kept:1 - > /dev/null`,
          '$ mkdir -p a/b && cd a/b',
        ].join('\n'),
      ),
    ),
    parseChapter('meets.md', fence('$ docker ps --all --format "{{.Names}}"')),
    parseChapter('takes.md', fence('$ docker rm --force course-registry > /dev/null')),
  ];
  const { findings } = await follow(chapters);
  expect(findings).toMatchInlineSnapshot(`
    "leaves.md:9:1: expected container course-registry and image localhost/course-registry:1.0 to be left after the clean-up but found also build cache (local source for context), build cache (local source for dockerfile), build cache (without a description), container kept, file a, image kept:1, image localhost:5050/busybox:1.38, network kept-net, volume kept-data, the terminal in /root/course/course/a/b. Let the clean-up remove what the chapter made.
    meets.md:2:1: expected no more output but found "kept". If "npm run verify" finds nothing here, look for what the chapters before it left behind, and for what is there on a reader's computer only, such as the container course-registry. If the page has to differ, let it say so and add the step to src/follow/reader-differences.ts.
      - 
      + kept
      + course-registry
    takes.md:2:1: expected container course-registry and image localhost/course-registry:1.0 to be left after the clean-up but found no container course-registry. Let the chapter remove only what it made itself.
    prepare.md:16:1: expected no more output but found "Error response from daemon: No such container: course-registry". If "npm run verify" finds nothing here, look for what the chapters before it left behind, and for what is there on a reader's computer only, such as the container course-registry. If the page has to differ, let it say so and add the step to src/follow/reader-differences.ts.
      - 
      + Error response from daemon: No such container: course-registry
    prepare.md:19:1: expected no more output but found "rmdir: failed to remove 'course': No such file or directory". Also expected exit code 0 but found 1. If "npm run verify" finds nothing here, look for what the chapters before it left behind, and for what is there on a reader's computer only, such as the container course-registry. If the page has to differ, let it say so and add the step to src/follow/reader-differences.ts.
      - 
      + rmdir: failed to remove 'course': No such file or directory
      + [1]
    prepare.md:20:1: expected no more output but found "rm: cannot remove 'dollyeo-docker-*.tar': No such file or directory". Also expected exit code 0 but found 1. If "npm run verify" finds nothing here, look for what the chapters before it left behind, and for what is there on a reader's computer only, such as the container course-registry. If the page has to differ, let it say so and add the step to src/follow/reader-differences.ts.
      - 
      + rm: cannot remove 'dollyeo-docker-*.tar': No such file or directory
      + [1]
    prepare.md:20:1: expected nothing to be left after the clean-up but found also file b. Let the clean-up remove what the chapter made."
  `);
});

test("what is left on the reader's Docker after the removal at the end is said", async () => {
  const chapters = [prepare(fence('$ docker volume create forgotten\nforgotten\n$ touch scrap'))];
  expect((await follow(chapters)).findings).toMatchInlineSnapshot(
    `"prepare.md:25:1: expected nothing to be left after the clean-up but found also file scrap, volume forgotten. Let the clean-up remove what the chapter made."`,
  );
});

test('a step of which the page tells that it differs has to be there and to differ', async () => {
  const chapters = [
    prepare(),
    parseChapter('told.md', fence('$ hostname\nseoul\n$ echo same\nsame', ' id="names"')),
  ];
  const told = (step: number, name = 'names') => ({
    ...{ chapter: 'told.md', fence: name, step, told: 'A note.' },
  });
  expect((await follow(chapters, [told(1)])).findings).toBe('');
  expect((await follow(chapters, [told(2), told(1, 'gone')])).findings).toMatchInlineSnapshot(`
    "told.md:3:1: expected "seoul" but found "laptop". If "npm run verify" finds nothing here, look for what the chapters before it left behind, and for what is there on a reader's computer only, such as the container course-registry. If the page has to differ, let it say so and add the step to src/follow/reader-differences.ts.
      - seoul
      + laptop
    told.md:4:1: expected something else than the page, of which readers are told, but found what the page says. Delete the note on the page and the step in src/follow/reader-differences.ts.
    src/follow/reader-differences.ts: expected step 1 of the fence gone in told.md but found no such step. Correct or delete it."
  `);
});

test('where a step cannot be run, nothing after it is followed', async () => {
  const chapters = [
    prepare(),
    parseChapter('hangs.md', fence('$ sleep 600', ' timeout="1s"')),
    parseChapter('never.md', fence('$ echo one\ntwo')),
  ];
  expect((await follow(chapters)).findings).toMatchInlineSnapshot(`
    "hangs.md:2:1: expected the step to end within 1 s but it was still running. Let it end by itself, or give its fence a longer timeout, such as timeout="2s". The step was: sleep 600
    hangs.md: nothing after this was followed. Correct that first."
  `);
});

test('a course without a chapter that prepares a Docker, or that does not say how to remove all, is refused', async () => {
  const messageOf = (chapters: Chapter[]) =>
    follow(chapters).then(
      () => 'followed',
      (error: Error) => error.message,
    );
  const chapter = prepare();
  expect([
    await messageOf([parseChapter('a.md', fence('$ true'))]),
    await messageOf([{ ...chapter, text: chapter.text.replace('## 정리', '## 끝') }]),
  ]).toMatchInlineSnapshot(`
    [
      "expected a chapter that prepares a reader's Docker, with needs: [bundle] in its front matter, but found none. Put one into src/course.ts.",
      "prepare.md: expected the heading "## 정리", under which readers are told how to remove everything, but found none. Write it.",
    ]
  `);
});
