import { createCgroups, removeCgroups } from '../src/sandbox/cgroups.ts';
import { ask } from '../src/sandbox/enter.ts';
import { startInit } from '../src/sandbox/init.ts';
import { prepareLayers } from '../src/sandbox/layers.ts';
import { defaultLimits, startSandbox } from '../src/sandbox/sandbox.ts';
import { publishedEngineLine } from '../src/verify/start-machines.ts';

const RUNS = 9;
const STEPS = 50;
const images = ['localhost:5050/web:1.0', 'localhost:5050/web:2.0'];
const options = { engineLine: publishedEngineLine, images };

await (await startSandbox(options)).stop(); // builds what is not in the cache yet

const byHand = await measureEngineByHand();
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
const steps = await measureSteps('docker image ls --quiet');

print([
  ['the same engine, started by a shell in the same namespaces, answers', median(byHand), 1],
  ['a sandbox with the images pulled is ready', median(ready), median(ready) / median(byHand)],
  ['start and stop', median(startAndStop), median(startAndStop) / median(byHand)],
  ['four at once, all ready', median(four), median(four) / median(byHand)],
]);
print([
  ['docker image ls --quiet, run by bash in the sandbox', median(steps.bash), 1],
  ['the same as a step', median(steps.session), median(steps.session) / median(steps.bash)],
]);

/** The same namespaces, root and image store; in them a shell starts containerd and dockerd and nothing else. */
async function measureEngineByHand(): Promise<number[]> {
  const script = `
    tar -C / -xf /preload.tar
    containerd >/dev/null 2>&1 &
    dockerd --containerd /run/containerd/containerd.sock >/dev/null 2>&1 &
    until curl -s -o /dev/null --unix-socket /run/docker.sock http://docker/_ping; do sleep 0.01; done`;
  const layers = await prepareLayers(options.engineLine, images);
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const started = performance.now();
    const cgroups = await createCgroups(`bench-${process.pid}-${run}`, defaultLimits);
    const init = await startInit({ cgroups, layers, diskMiB: 1024, hostname: 'bench' });
    await ask({ pid: init.pid, cgroups }, ['bash', '-c', script]);
    times.push(performance.now() - started);
    init.kill();
    await init.gone;
    await removeCgroups(cgroups);
  }
  return times;
}

async function measureSteps(command: string): Promise<{ bash: number[]; session: number[] }> {
  const sandbox = await startSandbox(options);
  const session = await sandbox.openSession();
  const timeInBash = `
    from=$EPOCHREALTIME
    ${command} >/dev/null
    echo $(( \${EPOCHREALTIME/./} - \${from/./} ))`;
  const times = { bash: [] as number[], session: [] as number[] };
  for (let step = 0; step < STEPS; step++) {
    times.bash.push(Number(await sandbox.ask(['bash', '-c', timeInBash])) / 1000);
    const started = performance.now();
    await session.run({ command });
    times.session.push(performance.now() - started);
  }
  await sandbox.stop();
  return times;
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number;
}

function print(rows: [string, number, number][]): void {
  console.log('\n| what | median | ratio |\n|---|---:|---:|');
  for (const [what, ms, ratio] of rows) {
    console.log(`| ${what} | ${ms.toFixed(ms < 100 ? 1 : 0)} ms | ${ratio.toFixed(2)} |`);
  }
}
