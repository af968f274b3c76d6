import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { startHosts } from '../../src/sandbox/sandbox.ts';
import { findLeftBehind } from './left-behind.ts';
import { ENGINE_LINE, messageOf } from './start-lesson.ts';

/** The processes that hold a wire, of this runner or of another one. */
function findWires(runner = process.pid): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
        return command.includes('link add wire') && parentOf(pid) === runner;
      } catch {
        return false; // no process, or one that has just ended
      }
    });
}

function parentOf(pid: number): number {
  return Number(/^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
}

/** The links and network namespaces that this machine's root sees. */
async function seeNetwork(): Promise<string> {
  const links = await execa`ip -brief link`;
  const bridges = await execa`bridge link`;
  return links.stdout + bridges.stdout;
}

test('what is pushed on one host is pulled by its digest on another, and no link is ever seen on this machine', async () => {
  const before = await seeNetwork();
  const images = ['localhost:5050/busybox:1.38'];
  const hosts = await startHosts({ engineLine: ENGINE_LINE, images }, ['seoul', 'busan']);
  try {
    expect(await seeNetwork()).toBe(before);
    expect(findWires()).toHaveLength(1);
    const [seoul, busan] = await Promise.all(hosts.sandboxes.map((each) => each.openSession()));
    const run = async (session: typeof seoul, command: string) => {
      const recording = await session?.run({ command });
      return recording?.lines.join('\n') ?? '';
    };
    expect(await run(seoul, 'hostname; cat /etc/hosts; ip -o -4 addr show eth0'))
      .toMatchInlineSnapshot(`
      "seoul
      127.0.0.1       localhost
      ::1     localhost
      10.77.0.1       seoul
      10.77.0.2       busan
      3: eth0    inet 10.77.0.1/24 scope global eth0\\       valid_lft forever preferred_lft forever"
    `);
    await run(
      seoul,
      `printf 'FROM localhost:5050/busybox:1.38\\nRUN echo made in seoul >/where\\n' | docker build --quiet --tag localhost:5050/own:1 -`,
    );
    const pushed = await run(seoul, 'docker push localhost:5050/own:1');
    const digest = /sha256:[0-9a-f]{64}/.exec(pushed)?.[0] ?? '';
    const pulled = await run(busan, `docker pull seoul:5050/own@${digest}`);
    expect(pulled).toContain(`Status: Downloaded newer image for seoul:5050/own@${digest}`);
    expect(await run(busan, `docker run --rm seoul:5050/own@${digest} cat /where`)).toBe(
      'made in seoul',
    );
    expect(await run(busan, 'docker pull localhost:5050/own:1')).toContain('not found');
    expect(await run(busan, 'curl --silent localhost:5050/v2/_catalog')).not.toContain('own');
    const inContainer =
      'docker run --rm localhost:5050/busybox:1.38 wget -qO- 10.77.0.1:5050/v2/_catalog';
    expect(await run(busan, inContainer)).toContain('own');
    expect(await seeNetwork()).toBe(before);
  } finally {
    await hosts.stop();
  }
  const left = [...findLeftBehind(process.pid), ...findWires()];
  expect([await seeNetwork(), left]).toEqual([before, []]);
});

test('three hosts reach each other', async () => {
  const names = ['seoul', 'busan', 'jeju'];
  const hosts = await startHosts({ engineLine: ENGINE_LINE }, names);
  try {
    for (const { ask } of hosts.sandboxes) {
      for (const name of names) {
        expect(await ask(['curl', '--silent', `http://${name}:5050/v2/`])).toBe('{}');
      }
    }
  } finally {
    await hosts.stop();
  }
});

test('a step that is given up on one host ends all of them and their wire', async () => {
  const hosts = await startHosts({ engineLine: ENGINE_LINE }, ['seoul', 'busan']);
  try {
    const [seoul, busan] = await Promise.all(hosts.sandboxes.map((each) => each.openSession()));
    if (!seoul || !busan) throw new Error('no sessions');
    expect(await messageOf(seoul.run({ command: 'sleep 60', timeoutMs: 100 }))).toContain(
      'within 0.1 s',
    );
    expect([...findLeftBehind(process.pid), ...findWires()]).toEqual([]);
    expect(await messageOf(busan.run({ command: 'true' }))).toContain('it ended');
  } finally {
    await hosts.stop();
  }
});

test('where one host cannot start, none is left', async () => {
  const tooLong = 'x'.repeat(80);
  expect(await messageOf(startHosts({ engineLine: ENGINE_LINE }, ['seoul', tooLong]))).toContain(
    'hostname',
  );
  expect(findLeftBehind(process.pid)).toEqual([]);
});

test('the wire of a runner that is killed ends with it', async () => {
  const code = `
    import { startHosts } from './src/sandbox/sandbox.ts';
    await startHosts({ engineLine: '${ENGINE_LINE}' }, ['seoul', 'busan']);
    console.log('joined');
    setInterval(() => {}, 1000);`;
  const runner = spawn(process.execPath, ['--input-type=module', '--eval', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(runner.stdout, 'data');
  const [wire] = findWires(runner.pid);
  expect(wire).toBeGreaterThan(0);
  runner.kill('SIGKILL');
  await once(runner, 'exit');
  while (existsSync(`/proc/${wire}`)) await wait(5);
  expect(findWires(runner.pid)).toEqual([]);
});
