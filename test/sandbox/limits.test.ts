import { afterEach, expect, test } from 'vitest';
import type { Limits } from '../../src/sandbox/types.ts';
import { findLeftBehind } from './left-behind.ts';
import { messageOf, startLesson } from './start-lesson.ts';

const BUSYBOX = 'localhost:5050/busybox:1.38';

afterEach(() => {
  expect(findLeftBehind(process.pid)).toEqual([]);
});

/** Runs a step that hits a limit; the sandbox has to end by itself, and its session with it. */
async function hit(limits: Partial<Limits>, command: string): Promise<string> {
  await using lesson = await startLesson({ limits });
  expect(await lesson.run('echo well')).toBe('well');
  const message = await messageOf(lesson.run(command));
  expect(findLeftBehind(process.pid)).toEqual([]);
  expect(await messageOf(lesson.run('echo after'))).toMatch(
    /expected the (sandbox|shell) to go on/,
  );
  return message;
}

test('a step that needs more memory than the limit says so', async () => {
  expect(
    await hit({ memoryMiB: 400 }, 'x=$(head -c 500M /dev/zero | tr "\\0" x); echo ${#x}'),
  ).toMatchInlineSnapshot(
    `"expected the step to stay within the sandbox's 400 MiB of memory but it used them up. Write it so that it needs less of it, or raise the limit "memoryMiB". The step was: x=$(head -c 500M /dev/zero | tr "\\0" x); echo \${#x}"`,
  );
});

test('a container that needs more memory than the sandbox has says so', async () => {
  await using lesson = await startLesson({ limits: { memoryMiB: 400 }, images: [BUSYBOX] });
  expect(
    await messageOf(lesson.run(`docker run --rm ${BUSYBOX} dd if=/dev/zero of=/dev/null bs=500M`)),
  ).toContain('raise the limit "memoryMiB"');
});

test('a step that starts more processes than the limit says so', async () => {
  expect(
    await hit({ processes: 300 }, 'for i in $(seq 400); do sleep 100 & done; echo started'),
  ).toMatchInlineSnapshot(
    `"expected the step to stay within the sandbox's 300 processes but it used them up. Write it so that it starts fewer of them, or raise the limit "processes". The step was: for i in $(seq 400); do sleep 100 & done; echo started"`,
  );
});

test('a fork bomb says so', async () => {
  expect(await hit({ processes: 300 }, 'bomb() { bomb | bomb & }; bomb; sleep 100')).toContain(
    'raise the limit "processes"',
  );
});

test('a container that starts more processes than the sandbox may have says so', async () => {
  await using lesson = await startLesson({
    limits: { processes: 300 },
    images: [BUSYBOX],
  });
  expect(
    await messageOf(lesson.run(`docker run --rm ${BUSYBOX} sh -c "while :; do sleep 100 & done"`)),
  ).toContain('raise the limit "processes"');
});

test('a step that fills the disk says so', async () => {
  expect(await hit({ diskMiB: 64 }, 'head -c 100M /dev/zero > ~/large')).toMatchInlineSnapshot(
    `"expected the step to stay within the sandbox's 64 MiB of disk but it used them up. Write it so that it writes less, or raise the limit "diskMiB". The step was: head -c 100M /dev/zero > ~/large"`,
  );
});

test.each(['/tmp', '/var/lib/docker', '/var/lib/containerd'])(
  '%s counts as disk',
  async (folder) => {
    expect(await hit({ diskMiB: 64 }, `head -c 100M /dev/zero > ${folder}/large`)).toContain(
      'raise the limit "diskMiB"',
    );
  },
);

test('endless output says so', async () => {
  expect(await hit({ outputBytes: 100_000 }, 'yes')).toMatchInlineSnapshot(
    `"expected the step to stay within the sandbox's 100000 bytes of output but it used them up. Write it so that it prints less, or raise the limit "outputBytes". The step was: yes"`,
  );
});

test('endless output of the default size keeps the runner small', async () => {
  const before = process.memoryUsage().rss;
  expect(await hit({}, 'yes')).toContain('raise the limit "outputBytes"');
  expect((process.memoryUsage().rss - before) / 1024 / 1024).toBeLessThan(500);
});

test('a background job that prints between steps waits, and counts for the next one', async () => {
  await using lesson = await startLesson({ limits: { outputBytes: 100_000 } });
  await lesson.run('mkfifo /tmp/go; (read -r < /tmp/go; exec yes) & disown');
  const other = await lesson.sandbox.openSession();
  await other.run({ command: 'echo > /tmp/go; while ! pidof -q yes; do :; done' });
  expect(await messageOf(lesson.run('sleep 100'))).toContain('raise the limit "outputBytes"');
});

test('a lesson that writes to the files of its PID 1 ends', async () => {
  const steal =
    'open my $out, ">&=", syscall(438, syscall(434, 1, 0), 1, 0) or die; print $out "x" x 1e6';
  expect(await hit({}, `perl -e '${steal}'; sleep 60`)).toContain('expected the sandbox to go on');
});

test('a step that takes too long says so, and keeps what it had printed', async () => {
  await using lesson = await startLesson({ limits: { stepMs: 3_000 } });
  const error = await lesson.run('echo begun; sleep 100').catch((reason: unknown) => reason);
  expect(error).toMatchObject({ name: 'SandboxError', screen: ['begun'] });
  expect((error as Error).message).toMatchInlineSnapshot(
    `"expected the step to end within 3 s but it was still running. Let it end by itself, or give its fence a longer timeout, such as timeout="6s". The step was: echo begun; sleep 100"`,
  );
});

test('the time of one step is its own', async () => {
  await using lesson = await startLesson({ limits: { stepMs: 300 } });
  expect(await lesson.run('sleep 0.5; echo done', { timeoutMs: 60_000 })).toBe('done');
  expect(await messageOf(lesson.run('sleep 100', { timeoutMs: 100 }))).toContain('within 0.1 s');
});

test('a step that waits for an answer says for which', async () => {
  // As long as a busy machine may take to ask.
  await using lesson = await startLesson({ limits: { stepMs: 10_000 } });
  expect(await messageOf(lesson.run('docker image prune'))).toMatchInlineSnapshot(
    `"expected the step to end within 10 s but it was still running. Let it end by itself, or give its fence a longer timeout, such as timeout="20s". The step was: docker image prune It waits for an answer to "Are you sure you want to continue? [y/N]": add answer="…" to the fence."`,
  );
});

test('a step that waits for a key that is no question ends by its time', async () => {
  await using lesson = await startLesson({ limits: { stepMs: 300 } });
  expect(await messageOf(lesson.run('cat'))).not.toContain('answer=');
});

test('a container that hits its own limit is no error of the sandbox', async () => {
  await using lesson = await startLesson({ images: [BUSYBOX] });
  const fill = `--memory 16m ${BUSYBOX} dd if=/dev/zero of=/dev/null bs=60M`;
  expect(await lesson.exitCode(`docker run --name fat ${fill}`)).toBe(137);
  expect(
    await lesson.run(
      `docker run --rm --pids-limit 5 ${BUSYBOX} sh -c "for i in 1 2 3 4 5 6 7 8; do sleep 1 & done"`,
    ),
  ).toContain("can't fork");
  expect(await lesson.run('echo after')).toBe('after');
});
