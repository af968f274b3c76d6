import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseChapter } from '../../src/transcript/parse-chapter.ts';
import { printTranscript } from '../../src/transcript/print-transcript.ts';

const read = (name: string) => readFileSync(new URL(`chapters/${name}`, import.meta.url), 'utf8');
const everywhere = read('everywhere.mdx');

test('every console fence of a chapter is found, wherever it stands, and nothing else', () => {
  const { transcripts } = parseChapter('everywhere.mdx', everywhere);
  const seen = transcripts.map(({ place, rawMeta, text }) => [
    `${place.line}:${place.column} ${rawMeta}`,
    ...text.split('\n'),
  ]);
  expect(seen).toMatchInlineSnapshot(`
    [
      [
        "18:4 id="list"",
        "$ printf 'a\\n  b\\n'",
        "a",
        "  b",
      ],
      [
        "26:8 id='quote' timeout="2m"",
        "$ printf '\\n> x\\n'",
        "",
        "\\> x",
        "$ false",
        "[1]",
      ],
      [
        "39:3 unordered",
        "$ cat <<END",
        "> \`\`\`",
        ">",
        "> END",
        "\`\`\`",
        "~~~",
        "...",
        "  깊이 🐳",
      ],
      [
        "53:1 skip="지우지 마세요"",
        "$ docker system prune",
      ],
      [
        "60:2 answer="y"",
        "$ docker image prune",
        "Are you sure you want to continue? [y/N] y",
      ],
      [
        "77:3 ",
        "$ printf ' x'",
        " x",
      ],
    ]
  `);
});

test('a plain Markdown file has its own rules', () => {
  const { transcripts } = parseChapter('plain.md', read('plain.md'));
  expect(transcripts.map(({ text }) => text)).toEqual(['$ echo { < }\n{ < }']);
});

describe.each([
  ['as it is', (text: string) => text],
  ['with CRLF', (text: string) => text.replaceAll('\n', '\r\n')],
  ['with a byte order mark', (text: string) => `\uFEFF${text}`],
  ['with a last line break', (text: string) => `${text}\n`],
])('a chapter %s', (_, write) => {
  const text = write(everywhere);
  const { transcripts } = parseChapter('everywhere.mdx', text);

  test('has the same transcripts', () => {
    const original = parseChapter('everywhere.mdx', everywhere).transcripts;
    expect(transcripts.map((transcript) => transcript.text)).toEqual(
      original.map((transcript) => transcript.text),
    );
  });

  test('prints each transcript as it was read, blanks at line ends apart', () => {
    for (const transcript of transcripts) {
      expect(printTranscript(transcript)).toBe(transcript.text.replace(/[ \t]+$/gm, ''));
    }
  });

  test('has each line where its transcript says it is', () => {
    for (const transcript of transcripts) {
      const lines = transcript.lines.map(({ start, end }) => text.slice(start, end));
      expect(lines.join('\n')).toBe(transcript.text);
      for (const step of transcript.steps) {
        const line = text.split('\n')[step.place.line - 1]?.replace('\uFEFF', '');
        expect(line?.slice(step.place.column - 1)).toMatch(/^\$ /);
      }
    }
  });
});

test('a fence can need control groups, a virtual machine or a Debian, and nothing else', () => {
  const parse = (needs: string) =>
    parseChapter('a.md', `\`\`\`console needs="${needs}"\n$ true\n\`\`\`\n`);
  for (const needs of ['limits', 'vm', 'debian']) {
    expect(parse(needs).transcripts[0]?.meta.needs).toBe(needs);
  }
  expect(() => parse('bundle')).toThrowErrorMatchingInlineSnapshot(
    `[TranscriptError: a.md:1:12: expected one of the needs limits, vm, debian but found "bundle". Write limits where the kernel's control groups are shown, vm or debian where readers without one can only read.]`,
  );
});

test('all mistakes of a chapter are told at once, each with its place and what to do', () => {
  expect(() => parseChapter('wrong.mdx', read('wrong.mdx'))).toThrowErrorMatchingInlineSnapshot(`
    [TranscriptError: wrong.mdx:6:1: expected "$ " before the first line of a console fence but found "docker ps". Add the prompt, or use a "sh" fence if it is not run.
    wrong.mdx:9:14: expected one of the meta words id, answer, timeout, varies, host, needs, skip, unordered but found wide. Correct its spelling or delete it.
    wrong.mdx:9:26: expected each meta word once but found id twice. Delete one of them.
    wrong.mdx:9:33: expected a timeout in whole seconds or minutes but found "soon". Write one like "30s" or "2m".
    wrong.mdx:9:48: expected a reason in skip="…" but found none. Say why the fence is not run; readers see it.
    wrong.mdx:9:57: expected answer="…" but found answer=y. Put its value between quotes.
    wrong.mdx:9:66: expected unordered without a value but found unordered="no". Write only unordered.
    wrong.mdx:15:1: expected no line for the exit code 0 but found [0]. Delete it: 0 goes unsaid.
    wrong.mdx:16:1: expected a command after "$" but found none. Write one or delete the line.
    wrong.mdx:18:1: expected [1] as the last line of its step but found more lines. If it was printed, write "\\[1]".
    wrong.mdx:20:1: expected an exit code from 1 to 255 but found [x]. If it was printed, write "\\[x]".
    wrong.mdx:22:1: expected an exit code from 1 to 255 but found [256]. If it was printed, write "\\[256]".
    wrong.mdx:29:1: expected output after output but found "> y", which continues a command. If it was printed, write "\\> y".
    wrong.mdx:34:1: expected one step in a fence with an answer but found 2. Give this step a fence of its own: pasted together, the second command would be read as an answer.
    wrong.mdx:37:1: expected a line that begins with "$ " in a console fence but found an empty fence. Write a command or delete the fence.
    wrong.mdx:40:1: expected the language "console" but found "Console". Correct it, or it is not run.
    wrong.mdx:44:12: expected an id of a-z, 0-9 and single hyphens but found "Not An Anchor". It becomes an anchor: write one like "pull-by-tag".
    wrong.mdx:52:5: expected no console fence in a footnote but found one. Move it into the text.
    wrong.mdx:56:3: expected a line \`\`\` that closes this fence but found the end of the text around it. Add it.
    wrong.mdx:59:1: expected a line \`\`\` that closes this fence but found the end of the text around it. Add it.]
  `);
});

test('an id stands once in a chapter', () => {
  const fence = '```console id="a"\n$ a\n```\n';
  expect(() => parseChapter('a.mdx', `${fence}\n${fence}`)).toThrowErrorMatchingInlineSnapshot(
    `[TranscriptError: a.mdx:5:12: expected an id that is unique in its chapter but found "a", which line 1 has. Choose another.]`,
  );
});

test('MDX that does not parse is told with its place', () => {
  const text = '---\ntitle: 하나\n---\n\n가나 <b>\n';
  expect(() => parseChapter('a.mdx', text)).toThrowErrorMatchingInlineSnapshot(
    `[TranscriptError: a.mdx:5:4: expected MDX that parses but found a mistake: Expected a closing tag for \`<b>\` before the end of \`paragraph\`. Correct it; a < or { in a sentence needs a \\ before it.]`,
  );
});

test('a fence whose indentation ends within a tab is refused', () => {
  const text = '- a\n\n  ```console\n\t$ ls\n  ```\n';
  expect(() => parseChapter('a.mdx', text)).toThrowErrorMatchingInlineSnapshot(
    `[TranscriptError: a.mdx:3:3: expected the fence to be indented by blanks but found a tab that belongs half to the text. Use blanks.]`,
  );
});

test('fences in tabs, asides, lists, quotes and details keep their own indentation', () => {
  const { transcripts, files } = parseChapter('tricky.mdx', read('tricky.mdx'));
  const seen = transcripts.map(({ meta, text }) => [JSON.stringify(meta), ...text.split('\n')]);
  expect(seen).toMatchInlineSnapshot(`
    [
      [
        "{"unordered":false,"id":"tab-one","varies":["kernel","cpus"]}",
        "$ uname --kernel-release",
        "6.1.0-28-cloud-amd64",
        "$ nproc",
        "2",
      ],
      [
        "{"unordered":false,"id":"tab-two","host":"busan"}",
        "$ printf '%s\\n' \\",
        ">   '  들여 쓴 줄' \\",
        ">   '$ 지시가 아닌 줄'",
        "  들여 쓴 줄",
        "\\$ 지시가 아닌 줄",
      ],
      [
        "{"unordered":true,"id":"quote","timeoutMs":5000}",
        "$ sh -c 'printf "[2]\\n...\\n\\\\\\\\x\\n"; exit 3'",
        "\\[2]",
        "\\...",
        "\\\\x",
        "[3]",
        "$ true",
        "$ seq 9",
        "1",
        "...",
        "9",
      ],
      [
        "{"unordered":false,"id":"here","skip":"이 기계에는 없는 명령이에요"}",
        "$ cat <<'끝' | tee note",
        "> $ 안",
        ">",
        "> > 밖",
        "> 끝",
        "\\$ 안",
        "",
        "\\> 밖",
      ],
    ]
  `);
  expect(transcripts.map(printTranscript)).toEqual(transcripts.map(({ text }) => text));
  expect(files.map(({ path, text, before }) => [path, before, text])).toMatchInlineSnapshot(`
    [
      [
        "app/Dockerfile",
        2,
        "FROM localhost:5050/busybox:1.38

    RUN printf 'a\\tb\\n'
    ",
      ],
      [
        "Makefile",
        2,
        "all:
    	@echo '\`\`\`'
    ",
      ],
      [
        "app/Dockerfile",
        4,
        "FROM scratch
    ",
      ],
    ]
  `);
});
