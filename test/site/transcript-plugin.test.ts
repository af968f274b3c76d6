import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { hashTranscript } from '../../src/transcript/hash-transcript.ts';
import { madeReport } from './made-report.ts';
import { renderFence } from './render-fence.ts';

describe('a transcript', () => {
  test('tells prompts, commands, output, gaps and exit codes apart', async () => {
    const { lines } = await renderFence(
      [
        '$ docker image inspect \\',
        '>   web:1.0',
        '[',
        '...',
        ']',
        '$ docker pull web:9.9',
        'Error response from daemon: not found',
        '[1]',
      ].join('\n'),
    );
    expect(lines).toMatchInlineSnapshot(`
      [
        "command: $ docker image inspect \\",
        "continuation: >   web:1.0",
        "output: [",
        "gap: …(생략)",
        "output: ]",
        "command: $ docker pull web:9.9",
        "output: Error response from daemon: not found",
        "exit: 종료 코드 1",
      ]
    `);
  });

  test('shows whose prompt it is, where a host is named', async () => {
    const { lines, copied } = await renderFence('$ cat <<END\n> a\n> END\na', {
      meta: 'host="busan"',
    });
    expect(lines[0]).toBe('command: busan $ cat <<END');
    expect(lines[1]).toBe('continuation: > a');
    expect(copied).toBe('cat <<END\na\nEND');
  });

  test('tells rows of columns, which must not be wrapped, from other lines', async () => {
    const { lines } = await renderFence(
      '$ docker images\nREPOSITORY   TAG\nweb          1.0\nUsage:  docker\n        two',
    );
    expect(lines.slice(1).map((line) => line.split(':')[0])).toEqual([
      'output row',
      'output row',
      'output',
      'output',
    ]);
  });

  test('keeps an option whole, however narrow the screen', async () => {
    const { html } = await renderFence('$ docker run --detach --name my-shop -it a-b');
    const options = [...html.matchAll(/class="option">([^<]*)</g)].map(([, option]) => option);
    expect(options).toEqual(['--detach', '--name', '-it']);
  });

  test('shows an escaped line as it was printed', async () => {
    const { lines } = await renderFence('$ cat notes\n\\$ docker ps\n\\...\n\\[1]\n\\\\o/');
    expect(lines).toMatchInlineSnapshot(`
      [
        "command: $ cat notes",
        "output: $ docker ps",
        "output: ...",
        "output: [1]",
        "output: \\o/",
      ]
    `);
  });

  test('keeps empty lines of output', async () => {
    const { lines } = await renderFence('$ docker --help\n\nUsage:\n\n  docker');
    expect(lines).toMatchInlineSnapshot(`
      [
        "command: $ docker --help",
        "output: 
      ",
        "output: Usage:",
        "output: 
      ",
        "output:   docker",
      ]
    `);
  });

  test('colours commands as shell and leaves output plain', async () => {
    const { html } = await renderFence('$ echo "one" $two --all # three\none');
    expect(html).toContain(
      '<span class="ink-command">echo</span> <span class="ink-string">"one"</span> ' +
        '<span class="ink-value">$two</span> <span class="option">--all</span> ' +
        '<span class="ink-comment"># three</span>',
    );
    expect(html).toContain('<div class="code"><span>one</span></div>');
  });

  test('does not take a line of output for a file name or a marker', async () => {
    const { lines } = await renderFence('$ cat hosts\n# /etc/hosts\n+ one\n- two');
    expect(lines).toMatchInlineSnapshot(`
      [
        "command: $ cat hosts",
        "output: # /etc/hosts",
        "output: + one",
        "output: - two",
      ]
    `);
  });

  test('is reached by its id', async () => {
    const { figure, html } = await renderFence('$ docker ps', { meta: 'id="list"' });
    expect(figure?.['id']).toBe('list');
    expect(html).toContain('href="#list"');
  });

  test('has no anchor without an id', async () => {
    const { figure, html } = await renderFence('$ docker ps');
    expect(figure).not.toHaveProperty('id');
    expect(html).not.toContain('href=');
  });

  test('says why it was not run, and has no badge then', async () => {
    const { figure, notes, badge } = await renderFence('$ reboot', { meta: 'skip="다시 켜져요"' });
    expect(figure?.['className']).toContain('is-skipped');
    expect(notes).toEqual(['돌리지 않았어요: 다시 켜져요']);
    expect(badge).toBeUndefined();
  });

  test.each([
    ['vm', ['읽기만 해도 괜찮아요: 강의의 가상 머신을 써요']],
    ['debian', ['읽기만 해도 괜찮아요: 강의의 작은 Debian을 써요']],
    ['limits', []],
  ])('says what a reader may lack, and has a badge all the same: %s', async (needs, said) => {
    const { notes, badge } = await renderFence('$ true', { meta: `needs="${needs}"` });
    expect(notes).toEqual(said);
    expect(badge).toBeDefined();
  });

  test.each(['console', 'sh', 'dockerfile', 'yaml', 'js'])(
    'needs no inline style and no inline event handler, as %s',
    async (language) => {
      const code = `$ docker run "$one" 'two' 3 # four\n$ FROM a AS b`;
      const { html } = await renderFence(code, { language });
      expect(html).not.toMatch(/\s(?:style|on\w+)=/);
    },
  );
});

describe('long output', () => {
  const lines = (count: number) => Array.from({ length: count }, (_, at) => `line ${at}`);

  test('of up to 14 lines is shown whole', async () => {
    const { html } = await renderFence(['$ docker info', ...lines(14)].join('\n'));
    expect(html).not.toContain('<details class="fold">');
  });

  test('folds behind its tenth line, each step for itself, and loses nothing', async () => {
    const code = ['$ docker info', ...lines(15), '$ docker ps', 'none'].join('\n');
    const { html, lines: drawn } = await renderFence(code);
    const [, folded = ''] = /<details class="fold">(.*?)<\/details>/s.exec(html) ?? [];
    expect(folded).toContain('출력 5줄 더 보기');
    expect(folded.match(/line \d+/g)).toEqual(lines(15).slice(10));
    expect(drawn).toHaveLength(18);
  });
});

describe('an identity', () => {
  const id = '4d31b4f64c687f343604215166cb2fd06b596308da51a30331968f75f42fa9cd';

  test('is marked with one number in command and output', async () => {
    const { html } = await renderFence(
      `$ docker pull web@sha256:${id}\nDigest: sha256:${id}\n${id.slice(0, 12)}: Pull complete`,
    );
    const marked = [...html.matchAll(/data-same="(\d+)">([^<]*)/g)].map(([, n, text]) => [n, text]);
    expect(marked).toEqual([
      ['1', id],
      ['1', id],
      ['1', id.slice(0, 12)],
    ]);
  });
});

describe('the link for what looks different', () => {
  const meta = 'id="list"';

  test('opens an issue with chapter, fence and engine', async () => {
    const code = '$ docker ps';
    const hash = await hashTranscript(code, meta);
    const report = madeReport('chapter.mdx', [{ hash }]);
    const repository = 'https://example.org/course';
    const { html } = await renderFence(code, { meta, report, repository });
    const [, href = ''] = /<a href="(https:[^"]*)">내 화면은 달라요/.exec(html) ?? [];
    const { origin, pathname, searchParams } = new URL(href.replaceAll('&#x26;', '&'));
    expect(origin + pathname).toBe('https://example.org/course/issues/new');
    expect(searchParams.get('title')).toBe('chapter#list: 내 화면은 달라요');
    expect(searchParams.get('body')).toMatchInlineSnapshot(`
      "- 기록: chapter#list
      - 사이트의 엔진: 28.5-containerd, 28.5.2, 0123456789
      - 내 엔진(docker version): 

      내 화면:

      \`\`\`

      \`\`\`"
    `);
  });

  test('is missing where no repository is set', async () => {
    const { html } = await renderFence('$ docker ps', { meta });
    expect(html).not.toContain('내 화면은 달라요');
  });
});

describe('the plugin', () => {
  test('leaves other languages alone', async () => {
    const { lines, copied, html } = await renderFence('$ docker ps\nnothing', { language: 'sh' });
    expect(lines).toEqual([': $ docker ps', ': nothing']);
    expect(copied).toBe('$ docker ps\nnothing');
    expect(html).not.toContain('transcript');
  });

  test('keeps nothing between fences that are rendered at the same time', async () => {
    const codes = Array.from({ length: 12 }, (_, index) => `$ echo ${index}\n${index}`);
    const together = await Promise.all(codes.map((code) => renderFence(code)));
    for (const [index, code] of codes.entries()) {
      expect(together[index]).toEqual(await renderFence(code));
    }
  });

  test('names file, line and column of a mistake in a fence', async () => {
    const root = await mkdtemp(join(tmpdir(), 'site-'));
    onTestFinished(() => rm(root, { recursive: true }));
    await writeFile(join(root, 'chapter.mdx'), '# 장\n\n```console\ndocker ps\n```\n');
    await expect(renderFence('docker ps', { root })).rejects.toThrow(
      'chapter.mdx:4:1: expected "$ " before the first line of a console fence but found "docker ps".',
    );
  });
});
