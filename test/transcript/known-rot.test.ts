import { expect, test } from 'vitest';
import { courseDigest } from './play-lesson.ts';
import { comparePage } from './run-page.ts';

const id = courseDigest.slice(0, 12);

/** What has changed under lessons in the last years: what the page said, what an engine or a registry says instead. */
const rot: [what: string, command: string, page: string, found: string, exitCode?: number][] = [
  [
    'the table of images of Engine 29',
    'docker image ls',
    `REPOSITORY           TAG   IMAGE ID       CREATED       SIZE\nlocalhost:5050/web   1.0   ${id}   6 weeks ago   4.42MB`,
    `                                             i Info →   U  In Use\nIMAGE                    ID             DISK USAGE   CONTENT SIZE   EXTRA\nlocalhost:5050/web:1.0   ${id}       4.42MB         2.28MB    U`,
  ],
  [
    'an image pulled only by digest that is not listed any more',
    'docker image ls',
    `REPOSITORY           TAG      IMAGE ID       CREATED       SIZE\nlocalhost:5050/web   <none>   ${id}   6 weeks ago   4.42MB`,
    'REPOSITORY   TAG       IMAGE ID   CREATED   SIZE',
  ],
  [
    'an image ID that is the digest of a configuration',
    'docker image ls',
    `REPOSITORY           TAG   IMAGE ID       CREATED       SIZE\nlocalhost:5050/web   1.0   ${id}   6 weeks ago   4.42MB`,
    'REPOSITORY           TAG   IMAGE ID       CREATED       SIZE\nlocalhost:5050/web   1.0   c8a992a2cf57   6 weeks ago   4.42MB',
  ],
  ['a size that is counted otherwise', 'docker image ls', '4.42MB', '2.11MB'],
  [
    'the builder that came before BuildKit',
    'docker build .',
    '[+] Building 0.0s (5/5) FINISHED            docker:default\n => [1/1] FROM localhost:5050/web:1.0        0.0s',
    'Sending build context to Docker daemon  2.048kB\nStep 1/1 : FROM localhost:5050/web:1.0',
  ],
  [
    'a prune of volumes that takes those with names',
    'docker volume prune --filter label=course=dollyeo-docker',
    'WARNING! This will remove anonymous local volumes not used by at least one container.\nTotal reclaimed space: 0B',
    'WARNING! This will remove all local volumes not used by at least one container.\nDeleted Volumes:\ndiary\n\nTotal reclaimed space: 13B',
  ],
  [
    'a question in other words',
    'docker image prune',
    'Are you sure you want to continue? [y/N] y',
    'Continue? [y/N] y',
  ],
  [
    'a flag that was removed',
    'docker run --quiet localhost:5050/web:1.0 true',
    '',
    "unknown flag: --quiet\nSee 'docker run --help'.",
    125,
  ],
  [
    'an image that has gone from its registry',
    'docker pull --quiet localhost:5050/web:1.0',
    'localhost:5050/web:1.0',
    'Error response from daemon: failed to resolve reference "localhost:5050/web:1.0": not found',
    1,
  ],
];

test.each(rot)('%s is noticed', (_, command, page, found, exitCode = 0) => {
  const fence = (output: string) =>
    ['```console', `$ ${command}`, ...(output === '' ? [] : [output]), '```', ''].join('\n');
  const run = (output: string, code: number) =>
    comparePage(fence(page), [
      { lines: output === '' ? [] : output.split('\n'), exitCode: code, durationMs: 1 },
    ]);
  expect(run(page, 0)).toEqual([undefined]);
  expect(run(found, exitCode)[0]?.sentence).toContain('expected');
});
