import { expect, test } from 'vitest';
import { messageOf, startLesson } from './start-lesson.ts';

const BUSYBOX = 'localhost:5050/busybox:1.38';

test('a lesson restarts the engine, which PID 1 starts again as the same engine', async () => {
  await using lesson = await startLesson();
  const describe = 'docker info --format "{{.ID}}"; ps -o ppid=,args= -C dockerd';
  const before = await lesson.run(describe);
  const pid = await lesson.run('pidof dockerd');
  expect(await lesson.run('systemctl restart docker')).toBe('');
  expect(await lesson.run(describe)).toBe(before);
  expect(await lesson.run('pidof dockerd')).not.toBe(pid);
});

test('a container outlives the restart with live-restore only', async () => {
  await using lesson = await startLesson({ images: [BUSYBOX] });
  await lesson.run(`docker run -d --name box --init ${BUSYBOX} sleep 1000`);
  await lesson.run('systemctl restart docker');
  const state = 'docker inspect --format "{{.State.Status}} {{.State.Pid}}" box';
  expect(await lesson.run(state)).toBe('exited 0');

  await lesson.run('jq \'."live-restore" = true\' /etc/docker/daemon.json > new.json');
  await lesson.run('mv new.json /etc/docker/daemon.json; systemctl restart docker');
  const running = await lesson.run(`docker start box; ${state}`);
  expect(running).toMatch(/^box\nrunning \d+$/);
  await lesson.run('systemctl restart docker');
  expect(await lesson.run(`echo box; ${state}`)).toBe(running);
});

test('an engine that dies after a restart, or on its way, is an error', async () => {
  const kill = 'kill -9 $(pidof dockerd); while pidof -q dockerd; do sleep 0.01; done';
  for (const command of [
    `systemctl restart docker; ${kill}`,
    `kill -STOP $(pidof dockerd); systemctl restart docker & until [ -e /run/restart-dockerd ]; do sleep 0.01; done; ${kill}; wait`,
  ]) {
    await using lesson = await startLesson();
    expect(await messageOf(lesson.run(command))).toContain(
      'expected dockerd to keep running but it ended with exit code 137.',
    );
  }
});

test('an engine that does not come back is an error', async () => {
  await using lesson = await startLesson();
  const command = 'echo broken > /etc/docker/daemon.json; systemctl restart docker';
  expect(await messageOf(lesson.run(command))).toContain(
    'expected dockerd to keep running but it ended with exit code 1.',
  );
});

test('systemctl refuses everything else', async () => {
  await using lesson = await startLesson();
  expect(await lesson.run('systemctl stop docker; pidof -q dockerd && echo runs'))
    .toMatchInlineSnapshot(`
    "There is no systemd here; this systemctl knows "systemctl restart docker" only.
    runs"
  `);
});
