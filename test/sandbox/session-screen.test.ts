import { afterAll, beforeAll, expect, test } from 'vitest';
import { startLesson, type Lesson } from './start-lesson.ts';

let lesson: Lesson;
beforeAll(async () => {
  lesson = await startLesson({ images: ['localhost:5050/busybox:1.38'] });
});
afterAll(() => lesson[Symbol.asyncDispose]());
const run: Lesson['run'] = (command, more) => lesson.run(command, more);

test('a megabyte of output comes whole', async () => {
  const found = await run(
    'seq -w 1 20000 | sed "s/$/ .......... .......... .......... ........../"',
  );
  const lines = found.split('\n');
  expect(found.length).toBeGreaterThan(900_000);
  expect([lines.length, lines[0]?.slice(0, 5), lines.at(-1)?.slice(0, 5)]).toEqual([
    20_000,
    '00001',
    '20000',
  ]);
});

test('the screen at the end is what counts: carriage returns, colours, a cleared screen', async () => {
  expect(await run(`printf 'pulling 1%%\\rpulling 100%%\\n\\033[1;31mred\\033[0m plain\\n'`)).toBe(
    'pulling 100%\nred plain',
  );
  expect(await run(`printf 'one\\ntwo\\n\\033[1A\\033[2Kdeux\\n'`)).toBe('one\ndeux');
  expect(await run(`echo before; printf '\\033[2J\\033[H'; echo after`)).toContain('after');
});

test('lines that the terminal wraps are whole again, narrow and wide characters', async () => {
  for (const [text, count] of [
    ['abcdefg', 60],
    ['가나다', 80],
    ['a가', 130],
    ['👍', 70],
  ] as const) {
    expect(await run(`for i in {1..${count}}; do printf '${text}'; done; echo`)).toBe(
      text.repeat(count),
    );
  }
  expect(await run(`printf '%0100d\\n%0100d\\n' 1 2`)).toBe(
    `${'1'.padStart(100, '0')}\n${'2'.padStart(100, '0')}`,
  );
});

test('tabs stand for columns, and trailing blanks are cut', async () => {
  expect(await run(`printf 'a\\tb  \\t \\n'`)).toBe('a       b');
});

test('an answer is typed once per question, and shows', async () => {
  expect(
    await run('read -p "Sure? [y/N] " a; read -p "Really (yes/no)? " b; echo "$a$b"', {
      answer: 'y',
    }),
  ).toBe('Sure? [y/N] y\nReally (yes/no)? y\nyy');
});

test('a question after a control character is answered too', async () => {
  expect(await run(`printf '\\030Sure? [y/N] '; read -r a; echo "got $a"`, { answer: 'y' })).toBe(
    'Sure? [y/N] y\ngot y',
  );
});

test('a question that comes in pieces is answered once', async () => {
  expect(
    await run(`printf 'Are you'; printf ' sure? '; printf '[y/N] '; read -r a; echo "got $a"`, {
      answer: 'n',
    }),
  ).toBe('Are you sure? [y/N] n\ngot n');
});

test('docker image prune asks, and takes its answer', async () => {
  expect(await run('docker image prune', { answer: 'y' })).toMatch(
    /^WARNING! .*\nAre you sure you want to continue\? \[y\/N\] y\nTotal reclaimed space: 0B$/,
  );
});

test('an answer that nothing read does not put later steps out of step', async () => {
  await run(`printf 'Sure? [y/N] '; sleep 0.2`, { answer: 'y' });
  expect(await run('echo one')).toContain('one');
  expect(await run('echo two')).toBe('two');
});

test('what a terminal answers and no program reads does not reach the next step', async () => {
  await run(`printf '\\033[6n\\033[c'`);
  expect(await run('echo next')).toBe('next');
});

test('a program that asks the terminal gets its answer', async () => {
  expect(
    await run(
      `stty -icanon -echo; printf 'ab\\033[6n'; IFS= read -r -d R at; printf '%q\\n' "$at"`,
    ),
  ).toMatch(/\[1;3'?$/);
});

test.each([
  ['a cancel', '\\030'],
  ['an operating system command', '\\033]5150;\\007'],
  ['the beginning of our mark', '\\030\\033]5150;0123456789abcdef'],
  ['a bell', '\\007'],
])('output that holds %s does not end a step', async (_, bytes) => {
  expect(await run(`printf '${bytes}'; sleep 0.01; printf '\\n\\007\\030end\\n'`)).toMatch(/end$/);
  expect(await run('echo next')).toBe('next');
});

test('a command that fails to set its terminal back does not harm the next', async () => {
  await run('stty raw -echo intr undef; printf "\\033[?25l\\033(0"');
  expect(await run('echo next; stty -a | grep -c "intr = ^C"')).toBe('next\n1');
});

test('docker run -it shows what its terminal shows', async () => {
  expect(
    await run(
      'docker run -it --rm localhost:5050/busybox:1.38 sh -c "tty; read -p \\"Name? \\" n; echo hello $n"',
      {
        answer: '도커',
      },
    ),
  ).toBe('/dev/pts/0\nName? 도커\nhello');
});

test('who watches a step sees its screen while it still runs', async () => {
  const seen: string[] = [];
  const found = await run('echo one; until [ -e seen ]; do sleep 0.01; done; echo two', {
    onDraw: (lines) => {
      if (seen.push(lines().join('\n')) === 1) void lesson.sandbox.writeFile('seen', '');
    },
  });
  expect(found).toBe('one\ntwo');
  expect(seen[0]).toBe('one');
});
