import { describe, expect, test } from 'vitest';
import { readSources, type Source } from '../../src/components/figure-source.ts';
import { compareImageSets } from '../../src/components/image-sets.ts';
import { readLayerStacks } from '../../src/components/layer-stack.ts';
import { endOfAxis, readSeries } from '../../src/components/measured.ts';
import { listProcesses, readProcessTrees } from '../../src/components/process-tree.ts';
import { parseChapter } from '../../src/transcript/parse-chapter.ts';

const source = (command: string, ...lines: string[]): Source => ({ anchor: 'a', command, lines });

describe('what a figure draws', () => {
  const text =
    '```console id="a"\n$ one\nx\n...\ny\n$ two\n```\n\n```console id="b"\n$ three\n```\n';
  const chapter = parseChapter('a.mdx', text);

  test('comes from the steps of the fences that it names', () => {
    expect(readSources('Measured', 'b a', chapter)).toEqual([
      { anchor: 'b', command: 'three', lines: [] },
      { anchor: 'a', command: 'one', lines: ['x', 'y'] },
      { anchor: 'a', command: 'two', lines: [] },
    ]);
  });

  test('is refused where the chapter has no such fence', () => {
    expect(() => readSources('Measured', 'c', chapter)).toThrowErrorMatchingInlineSnapshot(
      `[Error: a.mdx: expected a fence with id="c", which <Measured> draws, but the chapter has only a, b. Correct the name, or give the fence that id.]`,
    );
  });
});

describe('layers', () => {
  test('are read from the table of docker history, uppermost first', () => {
    const history = source(
      'docker history localhost:5050/web:1.0',
      'IMAGE          CREATED       CREATED BY            SIZE      COMMENT',
      '4d31b4f64c68   6 weeks ago   web 1.0: /app/글       8.19kB    ',
      '<missing>      6 weeks ago   busybox 1.38.0        2.13MB    ',
    );
    expect(readLayerStacks([history])).toEqual([
      {
        image: 'localhost:5050/web:1.0',
        anchor: 'a',
        layers: [
          { text: 'web 1.0: /app/글', size: '8.19kB', isShared: false },
          { text: 'busybox 1.38.0', size: '2.13MB', isShared: false },
        ],
      },
    ]);
  });

  test('are read from the digests of RootFS, turned round; shared ones are told', () => {
    const digest = (letter: string) => `sha256:${letter.repeat(64)}`;
    const stacks = readLayerStacks([
      source('docker image inspect web:1.0', digest('a'), digest('b')),
      source('docker pull web:2.0', 'web:2.0'),
      source('docker image inspect web:2.0', digest('a'), digest('c')),
    ]);
    expect(stacks.map(({ image, layers }) => [image, ...layers.map(({ text }) => text)])).toEqual([
      ['web:1.0', 'sha256:bbbbbbbbbbbb', 'sha256:aaaaaaaaaaaa'],
      ['web:2.0', 'sha256:cccccccccccc', 'sha256:aaaaaaaaaaaa'],
    ]);
    expect(stacks[1]?.layers.map(({ isShared }) => isShared)).toEqual([false, true]);
  });

  test('that cannot be read are refused in a sentence', () => {
    expect(() =>
      readLayerStacks([source('docker image ls', 'nothing of layers')]),
    ).toThrowErrorMatchingInlineSnapshot(
      `[Error: <LayerStack> of a: expected a table of docker history with CREATED BY and SIZE, or digests of RootFS, but found "nothing of layers". Let the fence print that, or draw another one.]`,
    );
  });
});

describe('processes', () => {
  test('stand below the one that started them, however ps aligns its numbers', () => {
    const tree = source(
      'ps -eo pid,ppid,comm --forest',
      '    PID    PPID COMMAND',
      '     58       1  \\_ containerd',
      '    380       1  \\_ containerd-shim',
      '    402     380      \\_ start.sh -x',
    );
    expect(listProcesses(readProcessTrees([tree])[0]?.roots ?? [])).toMatchInlineSnapshot(`
      [
        [
          "containerd",
          "58",
          "",
        ],
        [
          "containerd-shim",
          "380",
          "",
        ],
        [
          "start.sh -x",
          "402",
          "380",
        ],
      ]
    `);
    expect(readProcessTrees([tree])[0]?.roots).toEqual([
      { pid: '58', command: 'containerd', children: [] },
      {
        pid: '380',
        command: 'containerd-shim',
        children: [{ pid: '402', command: 'start.sh -x', children: [] }],
      },
    ]);
  });

  test('are read from docker top, whose command may hold blanks', () => {
    const top = source(
      'docker top web',
      'UID                 PID                 PPID                C                   STIME               TTY                 TIME                CMD',
      'root                382                 359                 0                   11:36               ?                   00:00:00            /bin/sh /app/start.sh',
    );
    expect(readProcessTrees([top])[0]?.roots).toEqual([
      { pid: '382', command: '/bin/sh /app/start.sh', children: [] },
    ]);
  });

  test('without parents in their table are refused', () => {
    const ps = source('ps', 'PID   USER     COMMAND', '    1 root     init');
    expect(() => readProcessTrees([ps])).toThrowErrorMatchingInlineSnapshot(
      `[Error: <ProcessTree> of a: expected a table with PID, PPID and COMMAND or CMD, but found "PID   USER     COMMAND". Let the fence print that, or draw another one.]`,
    );
  });
});

describe('lists of images', () => {
  const list = (...rows: string[]) => [
    source('docker image ls', 'REPOSITORY   TAG       IMAGE ID       CREATED       SIZE', ...rows),
  ];

  test('tell what stayed, what went and what came; an image that lost its tag went', () => {
    const before = list(
      'web          stable    58bc56abb4f0   6 weeks ago   4.42MB',
      'busybox      1.38      7e9beafe3ffc   6 weeks ago   4.4MB',
    );
    const after = list(
      'busybox      1.38      7e9beafe3ffc   6 weeks ago   4.4MB',
      '<none>       <none>    58bc56abb4f0   6 weeks ago   4.42MB',
    );
    expect(compareImageSets(before, after).map(({ name, id, fate }) => [name, id, fate])).toEqual([
      ['web:stable', '58bc56abb4f0', 'went'],
      ['busybox:1.38', '7e9beafe3ffc', 'stayed'],
      ['', '58bc56abb4f0', 'came'],
    ]);
  });

  test('may be empty, but must be lists of images', () => {
    expect(compareImageSets(list(), list())).toEqual([]);
    expect(() => compareImageSets(list(), [source('ls', 'a')])).toThrowErrorMatchingInlineSnapshot(
      `[Error: <ImageSets> of a: expected the table of docker image ls, but found "a". Let the fence print that, or draw another one.]`,
    );
  });
});

describe('measured values', () => {
  test('stand behind their label or before it, with their unit or without', () => {
    const lines = ['web 0.5', '0.25s container busybox:1.38', 'web 1.5 s', 'no value', 'web 1'];
    expect(readSeries([source('sh', ...lines)], 's')).toEqual([
      { label: 'web', values: [0.5, 1.5, 1], median: 1, lowest: 0.5, highest: 1.5 },
      {
        label: 'container busybox:1.38',
        values: [0.25],
        median: 0.25,
        lowest: 0.25,
        highest: 0.25,
      },
    ]);
  });

  test('of an even number have their median between the two in the middle', () => {
    expect(readSeries([source('sh', 'a 4', 'a 1', 'a 2', 'a 10')], 's')[0]?.median).toBe(3);
  });

  test("are taken from what bash's time prints, labelled by its command", () => {
    const time = source('time docker ps', '', 'real\t1m2.500s', 'user\t0m0.010s', 'sys\t0m0.000s');
    expect(readSeries([time], 's').map(({ label, values }) => [label, values])).toEqual([
      ['docker ps', [62.5]],
    ]);
  });

  test('that are none are refused', () => {
    expect(() => readSeries([source('ls', 'a file')], 's')).toThrowErrorMatchingInlineSnapshot(
      `[Error: <Measured> of a: expected lines like "label 0.41 s", but found "a file". Let the fence print that, or draw another one.]`,
    );
  });

  test('fit on their axis, which ends on a round number', () => {
    expect([0.41, 1, 2.41, 97, 101].map(endOfAxis)).toEqual([0.5, 1, 2.5, 100, 150]);
  });
});
