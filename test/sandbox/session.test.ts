import { afterAll, beforeAll, expect, test } from 'vitest';
import { startLesson, type Lesson } from './start-lesson.ts';

let lesson: Lesson;
beforeAll(async () => {
  lesson = await startLesson({ images: ['localhost:5050/busybox:1.38'] });
});
afterAll(() => lesson[Symbol.asyncDispose]());
const run: Lesson['run'] = (command, more) => lesson.run(command, more);

test('a folder, a variable and a function carry over to the next step', async () => {
  await run('mkdir -p /tmp/somewhere && cd /tmp/somewhere');
  await run('export PLACE=here; twice() { echo "$1 $1"; }');
  expect(await run('pwd; echo $PLACE; twice ok')).toBe('/tmp/somewhere\nhere\nok ok');
  await run('cd ~/course');
});

test('a step starts in the empty folder of the course', async () => {
  await using fresh = await startLesson();
  expect(await fresh.run('pwd; ls -A')).toBe('/root/course');
});

test('a background job says that it is done in the step after its end', async () => {
  await run('mkfifo /tmp/end');
  expect(await run('cat /tmp/end &')).toMatch(/^\[1\] \d+$/);
  expect(await run('jobs')).toMatch(/^\[1\]\+ +Running +cat \/tmp\/end &$/);
  expect(await run(': > /tmp/end; wait')).toMatch(/^\[1\]\+ +Done +cat \/tmp\/end$/);
});

test('what a background job prints between two steps is shown in the next one', async () => {
  const other = await lesson.sandbox.openSession();
  await run('mkfifo /tmp/go /tmp/done; (read -r < /tmp/go; echo late; echo > /tmp/done) & disown');
  await other.run({ command: 'echo > /tmp/go; read -r < /tmp/done' });
  expect(await run('echo now')).toBe('late\nnow');
});

test.each([
  ['true', 0],
  ['false', 1],
  ['(exit 300)', 44],
  ['nosuchcommand', 127],
  ['(kill -9 $BASHPID)', 137],
  ['sh -c "kill -TERM \\$\\$"', 143],
])('the exit code of %j is %i', async (command, code) => {
  expect(await lesson.exitCode(command)).toBe(code);
});

test('a step sees the exit code of the step before', async () => {
  await run('(exit 7)');
  expect(await run('echo $?')).toBe('7');
  expect(await run('echo $?')).toBe('0');
});

test('a here-document keeps its lines, and fills in variables', async () => {
  await run('NAME=도커');
  expect(await run('cat <<END\n안녕 $NAME\n\n  둘째 줄\nEND')).toBe('안녕 도커\n\n  둘째 줄');
});

test('a loop over several lines is one step', async () => {
  expect(await run('for i in 1 2 3\ndo\n  echo "$i"\ndone')).toBe('1\n2\n3');
});

test('the environment is the list, and nothing of the runner', async () => {
  process.env['DOLLYEO_TEST_SECRET'] = 'leak';
  await using fresh = await startLesson();
  delete process.env['DOLLYEO_TEST_SECRET'];
  expect(await fresh.run('env | sort')).toMatchInlineSnapshot(`
    "HOME=/root
    LANG=C.UTF-8
    OLDPWD=/root/course
    PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
    PWD=/root/course
    SHELL=/bin/bash
    SHLVL=1
    TERM=xterm-256color
    USER=root
    _=/usr/bin/env"
  `);
});

test('a program that ignores ^C ends, and the session goes on', async () => {
  expect(await run('bash -c "trap : INT; kill -INT \\$\\$; echo still here"')).toBe('still here');
  expect(await lesson.exitCode('sh -c "kill -INT \\$\\$"')).toBe(130);
  expect(await run('echo next')).toBe('next');
});

test('a command of ten thousand bytes runs whole', async () => {
  const word = 'x'.repeat(10_000);
  expect(await run(`word=${word}; echo \${#word}`)).toBe('10000');
});

test('quotes, backslashes, exclamation marks and percent signs are left alone', async () => {
  expect(await run(`echo "Hello!foo" '!!' "a\\\\b" '%s' "\${x:-\\$1}"`)).toBe(
    'Hello!foo !! a\\b %s $1',
  );
});

test('commands are neither kept in a history nor shown', async () => {
  expect(await run('history | wc -l; ls ~/.bash_history')).toMatch(/^0\nls: cannot access/);
});

test('syntax errors are found without running anything', async () => {
  const session = await lesson.sandbox.openSession();
  expect(
    await session.findSyntaxErrors([
      'touch /tmp/was-run',
      'echo "open',
      'if true',
      'cat <<END\nno end',
      'echo )',
      '',
    ]),
  ).toMatchInlineSnapshot(`
    [
      undefined,
      "unexpected EOF while looking for matching \`"'",
      "syntax error: unexpected end of file from \`if' command on line 1",
      "warning: here-document at line 1 delimited by end-of-file (wanted \`END')",
      "syntax error near unexpected token \`)'
    \`echo )'",
      undefined,
    ]
  `);
  expect(await lesson.exitCode('ls /tmp/was-run')).toBe(2);
});

test('two sessions of a sandbox share its files and not their shells', async () => {
  const other = await lesson.sandbox.openSession();
  await run('only_here=1; echo shared > /tmp/shared');
  expect((await other.run({ command: 'cat /tmp/shared; echo "[$only_here]"' })).lines).toEqual([
    'shared',
    '[]',
  ]);
});
