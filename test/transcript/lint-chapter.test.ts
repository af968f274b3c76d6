import { describe, expect, test } from 'vitest';
import { lintChapter } from '../../src/transcript/lint-chapter.ts';
import { parseChapter } from '../../src/transcript/parse-chapter.ts';
import { TranscriptError } from '../../src/transcript/transcript-error.ts';
import { courseDigest } from './play-lesson.ts';

function lint(page: string, file = 'a.mdx'): string {
  return new TranscriptError(lintChapter(parseChapter(file, page), new Set([courseDigest])))
    .message;
}

const fence = (meta: string, ...lines: string[]) =>
  ['```console' + meta, ...lines, '```'].join('\n');
const lintCommands = (...commands: string[]) =>
  lint(fence('', ...commands.map((each) => `$ ${each}`)));

describe('a command must work in every run', () => {
  test('and not contain what the next run does not have, also in lists and continued', () => {
    const page =
      '- x\n\n  ```console\n  $ docker rm 3f2a9c81d07e\n  $ docker run \\\n  > x 3f2a9c81d07e\n  ```';
    expect(lint(page)).toMatchInlineSnapshot(`
      "a.mdx:4:15: expected a command that works in every run but found the ID 3f2a9c81d07e, which the next run does not have. Use a name, or let the shell ask: $(docker …), $!.
      a.mdx:6:7: expected a command that works in every run but found the ID 3f2a9c81d07e, which the next run does not have. Use a name, or let the shell ask: $(docker …), $!."
    `);
  });

  test.each([
    ['ID', `docker inspect ${'ab12'.repeat(16)}`],
    ['Swarm ID', 'docker node rm vb4jcs8m6jnmiiqfx5m0lc7ds'],
    ['veth name', 'ip link show veth4f2b580'],
    ['MAC address', 'arping 06:43:4a:2c:cf:96'],
    ['process ID', 'kill 958'],
    ['process ID', 'kill -9 958'],
    ['process ID', 'ls -l /proc/360/ns'],
    [
      'Swarm token',
      `docker swarm join --token SWMTKN-1-${'a1'.repeat(25)}-${'b2c3d'.repeat(5)} 10.0.0.2:2377`,
    ],
  ])('%s: %s', (kind, command) => {
    expect(lintCommands(command)).toContain(`but found the ${kind} `);
  });

  test('names, chosen addresses, digests of course images, times and sizes are fine', () => {
    expect(
      lintCommands(
        `docker pull localhost:5050/web@sha256:${courseDigest}`,
        'docker run --name zen_wu --mac-address 02:42:ac:11:00:02 web',
        'docker logs --since 2026-11-21T19:15:33Z --tail 20 front',
        'head -c 104857600000 /dev/zero | wc -c',
        'kill %1; kill $!; kill -0 $$',
        'docker exec front kill 17',
        'ls /proc/1/ns /proc/self/ns',
      ),
    ).toBe('');
  });
});

test('a chosen name must not be able to begin an ID', () => {
  expect(
    lintCommands(
      'docker run --name cafe web',
      'docker run --name="db1" web',
      'docker run --name dbx web',
    ),
  ).toMatchInlineSnapshot(`
    "a.mdx:2:21: expected a name with a letter outside a-f but found "cafe", which can begin a container's ID. Choose a longer one.
    a.mdx:3:22: expected a name with a letter outside a-f but found "db1", which can begin a container's ID. Choose a longer one."
  `);
});

describe('what Docker prints in random order', () => {
  const images = [
    'REPOSITORY   TAG       IMAGE ID       CREATED       SIZE',
    'web          1.0       4d31b4f64c68   6 weeks ago   4.42MB',
    'web          stable    4d31b4f64c68   6 weeks ago   4.42MB',
  ];
  const layers = ['bcba1ce04574: Pull complete', '7bab87a54a0f: Pull complete'];
  const deleted = [
    'untagged: web:1.0',
    'deleted: sha256:1',
    'untagged: web:2.0',
    'deleted: sha256:2',
  ];

  test.each([
    ['docker images', images],
    ['docker image ls --filter label=x', images],
    ['docker pull web:1.0', layers],
    ['docker run -d web:1.0', layers],
    ['docker diff front', ['C /etc', 'A /etc/x']],
    ['docker image prune -a -f --filter label=course=dollyeo-docker', deleted],
  ])('is refused in an ordered fence: %s', (command, lines) => {
    expect(lint(fence('', `$ ${command}`, ...lines))).toContain(
      'a.mdx:2:1: expected an order that is the same',
    );
    expect(lint(fence(' unordered', `$ ${command}`, ...lines))).toBe('');
    expect(lint(fence('', `$ ${command} | sort`, ...lines))).toBe('');
    expect(lint(fence('', `$ ${command}`, ...lines.slice(0, 1)))).toBe('');
    expect(lint(fence(' skip="x"', `$ ${command}`, ...lines))).toBe('');
  });

  test('is told with what to do', () => {
    expect(lint(fence('', '$ docker diff front', 'C /etc', 'A /etc/x'))).toMatchInlineSnapshot(
      `"a.mdx:2:1: expected an order that is the same in every run but found several changed files, which Docker prints in random order. Put unordered after \`\`\`console, or let the command end in "| sort"."`,
    );
  });
});

describe('a destructive command', () => {
  const prune = fence('', '$ docker image prune -f');

  test('is refused without a warning', () => {
    expect(lint(`# 하나\n${prune}`)).toMatchInlineSnapshot(
      `"a.mdx:3:1: expected a warning between the last heading and a command that can delete what is the reader's own but found none. Say in <Aside type="caution"> or :::caution what is deleted, and how only the course's own is: --filter label=course=dollyeo-docker."`,
    );
  });

  test.each([
    ['an aside', '<Aside type="caution">x</Aside>'],
    ['an aside that says danger', '<Aside type="danger" title="x">\n  x\n</Aside>'],
    ['a directive', ':::caution[지워져요]\nx\n:::'],
  ])('is fine after %s', (_, warning) => {
    expect(lint(`# 하나\n\n${warning}\n\n글\n\n${prune}`)).toBe('');
  });

  test('is fine within a warning, in plain Markdown too', () => {
    expect(lint(`:::danger\n${prune}\n:::`)).toBe('');
    expect(lint(`> [!CAUTION]\n> x\n\n${prune}`, 'README.md')).toBe('');
  });

  test.each([
    ['one that only notes something', '<Aside type="note">x</Aside>\n'],
    ['one of another section', '<Aside type="caution">x</Aside>\n\n## 둘\n'],
    ['one that comes later', `${prune}\n\n:::caution\nx\n:::\n`],
  ])('is refused with %s', (_, before) => {
    expect(lint(`${before}\n${prune}`)).toContain('expected a warning');
  });

  test('is fine if it deletes only what is the course’s', () => {
    expect(lintCommands('docker image prune -f --filter label=course=dollyeo-docker')).toBe('');
  });
});

describe('what an engine alone lacks', () => {
  const page = (needs: string, meta: string, ...commands: string[]) =>
    `---\nneeds: ${needs}\n---\n${fence(meta, ...commands)}`;
  const vm = ['$ vm() {', '>   qemu-system-x86_64 -accel tcg', '> }'];

  test('is refused where the front matter does not name it, once for each', () => {
    const debian = '$ docker import /usr/share/course/debian.tar small-debian';
    const bundle = '$ docker load --input dollyeo-docker-amd64.tar';
    expect(lint(page('[]', '', ...vm, ...vm, debian, bundle))).toMatchInlineSnapshot(`
      "a.mdx:5:1: expected "needs" in the front matter to name "vm", since this command uses the virtual machine or its kernel, but it does not. Add needs: [vm].
      a.mdx:11:1: expected "needs" in the front matter to name "debian", since this command uses the Debian that is to be imported, but it does not. Add needs: [debian].
      a.mdx:12:1: expected "needs" in the front matter to name "bundle", since this command uses the course's bundle, but it does not. Add needs: [bundle]."
    `);
  });

  test('is asked for beside what the front matter names already', () => {
    expect(lint(page('[debian]', '', ...vm))).toContain('Add needs: [debian, vm].');
  });

  test('is fine where it is named, or where the fence does not run', () => {
    expect(lint(page('[vm]', '', ...vm))).toBe('');
    expect(lint(page('[]', ' skip="x"', ...vm))).toBe('');
  });
});
