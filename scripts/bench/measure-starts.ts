import { createCgroups, removeCgroups } from '../../src/sandbox/cgroups.ts';
import { ask } from '../../src/sandbox/enter.ts';
import { startInit } from '../../src/sandbox/init.ts';
import { prepareLayers } from '../../src/sandbox/layers.ts';
import { defaultLimits, startSandbox } from '../../src/sandbox/sandbox.ts';
import type { SandboxOptions } from '../../src/sandbox/types.ts';
import type { Row } from './print-table.ts';

const RUNS = 9;

/** How long sandboxes take to be ready and to be gone, beside the same engine started by hand. */
export async function measureStarts(options: SandboxOptions): Promise<Row[]> {
  const byHand = await measureEngineByHand(options);
  const ready: number[] = [];
  const startAndStop: number[] = [];
  const four: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const started = performance.now();
    const sandbox = await startSandbox(options);
    ready.push(performance.now() - started);
    await sandbox.stop();
    startAndStop.push(performance.now() - started);
  }
  for (let run = 0; run < RUNS; run++) {
    const started = performance.now();
    const sandboxes = await Promise.all([1, 2, 3, 4].map(() => startSandbox(options)));
    four.push(performance.now() - started);
    await Promise.all(sandboxes.map((sandbox) => sandbox.stop()));
  }
  return [
    ['the same engine, started by a shell in the same namespaces, answers', byHand],
    ['a sandbox with the images pulled is ready', ready],
    ['start and stop', startAndStop],
    ['four at once, all ready', four],
  ];
}

/** The same namespaces, root and image store; in them a shell starts containerd and dockerd and nothing else. */
async function measureEngineByHand({ engineLine, images = [] }: SandboxOptions): Promise<number[]> {
  const script = `
    tar -C / -xf /preload.tar
    containerd >/dev/null 2>&1 &
    dockerd --containerd /run/containerd/containerd.sock >/dev/null 2>&1 &
    until curl -s -o /dev/null --unix-socket /run/docker.sock http://docker/_ping; do sleep 0.01; done`;
  const layers = await prepareLayers(engineLine, images);
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const started = performance.now();
    const cgroups = await createCgroups(`bench-${process.pid}-${run}`, defaultLimits);
    const init = await startInit({ cgroups, layers, limits: defaultLimits, hostname: 'bench' });
    await ask({ pid: init.pid, cgroups, entered: new Set() }, ['bash', '-c', script]);
    times.push(performance.now() - started);
    init.kill();
    await init.gone;
    await removeCgroups(cgroups);
  }
  return times;
}
