import { expect, test } from 'vitest';
import { findLeftBehind } from './left-behind.ts';
import { messageOf, startLesson } from './start-lesson.ts';

test.each([
  ['dockerd', 'dockerd'],
  ['containerd', 'containerd'],
  ['registry', 'docker-registry'],
])('a step in which %s is killed says so, and names itself', async (name, process_) => {
  await using lesson = await startLesson();
  expect(await lesson.run('echo well')).toBe('well');
  const command = `kill -9 $(pidof ${process_}); while pidof -q ${process_}; do sleep 0.01; done; sleep 60`;
  expect(await messageOf(lesson.run(command))).toBe(
    `expected ${name} to keep running but it ended with exit code 137. ` +
      `Look for what stopped it in this step or in the one before. The step was: ${command}`,
  );
  expect(findLeftBehind(process.pid)).toEqual([]);
});

test('a step that ends while the engine dies is not passed', async () => {
  await using lesson = await startLesson();
  const command = 'kill -9 $(pidof dockerd); while pidof -q dockerd; do sleep 0.01; done; echo ok';
  expect(await messageOf(lesson.run(command))).toContain('expected dockerd to keep running');
});

test('PID 1 outlives each of its programs', async () => {
  await using lesson = await startLesson();
  const all = 'containerd dockerd docker-registry';
  const command = `kill -9 $(pidof ${all}); while pidof -q ${all}; do sleep 0.01; done; ps -o args= 1; kill -9 $$`;
  const error = await lesson.run(command).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ name: 'SandboxError' });
  expect((error as { screen: string[] }).screen.join('\n')).toMatch(/sandbox-init|sleep infinity/);
});

test('a lesson that leaves its shell says what to do', async () => {
  await using lesson = await startLesson();
  expect(await messageOf(lesson.run('exit 3'))).toMatchInlineSnapshot(
    `"expected the shell to go on but it ended. Leave out "exit", or put it into ( ). The step was: exit 3"`,
  );
});

test('a lesson that ends the whole sandbox says so', async () => {
  await using lesson = await startLesson();
  const reboot = 'perl -e "syscall(169, 0xfee1dead, 672274793, 0x1234567, 0)"; sleep 60';
  expect(await messageOf(lesson.run(reboot))).toMatchInlineSnapshot(
    `"expected the sandbox to go on but it ended. The step was: perl -e "syscall(169, 0xfee1dead, 672274793, 0x1234567, 0)"; sleep 60"`,
  );
  expect(findLeftBehind(process.pid)).toEqual([]);
});

test('a sandbox that is stopped in the middle of a step says so, and stops twice', async () => {
  await using lesson = await startLesson();
  const message = messageOf(lesson.run('sleep 60'));
  await Promise.all([lesson.sandbox.stop(), lesson.sandbox.stop()]);
  expect(await message).toMatch(/expected the (sandbox|shell) to go on but it ended/);
});
