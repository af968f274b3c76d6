import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { downloadPackages } from '../sandbox/download-packages.mjs';
import { readEngineLine } from '../sandbox/engine-line.mjs';
import { cacheFolder } from '../sandbox/engine-root.mjs';
import { debianArchitecture, readLockedPackages } from '../sandbox/root-list.mjs';
import { ContainerError } from './container-error.ts';
import { docker } from './docker-client.ts';
import { REPOSITORY, removeOlderImages } from './container-image.ts';
import { installLinuxPackages } from './install-linux-packages.ts';
import { findLinuxPackages, readNpmLock } from './linux-packages.ts';
import { startJob, type Job } from './start-job.ts';
import { listFiles, pack, writePack, type PackedFile } from './tar-stream.ts';

type Say = (step: string, detail?: string) => void;

/** Names that only an image under way has. */
const BUILDER = `${REPOSITORY}:builder`;
const BUILT = `${REPOSITORY}:built`;

/**
 * Builds the image for an engine line in the user's Docker, from locked packages and without a network there, and removes what it
 * replaces. `onJob` is told of the container that builds it. The caller sees to it that only one is built at a time.
 */
export async function buildImage(
  { project, line, image }: { project: string; line: string; image: string },
  { say, onJob }: { say: Say; onJob(job: Job): void },
): Promise<void> {
  const given = pack(await gatherParts(project, line, say));
  say(`building the image ${image} in your Docker`);
  // A build that was killed left them: taken over by new ones they would stay without a name.
  await removeUnderWay();
  try {
    await importImage(BUILDER, [], writePack(pack(await busybox(project))));
    const job = startJob({
      image: BUILDER,
      pack: given,
      folder: '/in',
      command: ['/bin/sh', '/in/project/src/container/build.sh', 'unpack', line],
      onText: (text) => {
        said = (said + text).slice(-4_000);
        const step = text.trim().split('\n').at(-1);
        if (step) say(`building the image ${image} in your Docker`, step);
      },
    });
    let said = '';
    onJob(job);
    const [code] = await Promise.all([job.ended, importImage(BUILT, CONFIG, job.output)]);
    if (code !== 0) throw new ContainerError(describeFailure(said, code));
    await docker(['tag', BUILT, image]);
  } finally {
    await removeUnderWay();
  }
  await removeOlderImages(image);
}

async function removeUnderWay(): Promise<void> {
  for (const name of [BUILT, BUILDER]) await docker(['image', 'rm', name]).catch(() => {});
}

/** How the image is entered. */
const CONFIG = [
  'ENV PATH=/modules/node_modules/.bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 XDG_CACHE_HOME=/cache',
  'LABEL dollyeo-docker=checks',
];

async function gatherParts(project: string, line: string, say: Say): Promise<PackedFile[]> {
  const debs = join(cacheFolder(), 'debs');
  const { root } = readEngineLine(line);
  const download = (name: string) => downloadPackages(name, readLockedPackages(name), debs, say);
  const parts: [string[], string][] = [
    [await download('builder'), 'builder'],
    [await download(root), 'debs'],
  ];
  const packages = findLinuxPackages(readNpmLock(project), process.arch);
  const modules = await installLinuxPackages(project, packages, say);
  const lists = [
    ...parts.flatMap(([files, folder]) =>
      files.map((file) => listFiles(file, `${folder}/${file.slice(debs.length + 1)}`)),
    ),
    // A package's own packages are among them by themselves; C headers for building add-ons are not needed.
    ...packages.map((name) =>
      listFiles(join(modules, name), name, (path) =>
        /\/node_modules$|^node_modules\/node-linux-\w+\/include$/.test(path),
      ),
    ),
    ...['src/sandbox', 'src/container', 'engines'].map((name) =>
      listFiles(join(project, name), `project/${name}`),
    ),
  ];
  return (await Promise.all(lists)).flat();
}

/** The course's own busybox: neither a Debian nor a registry is needed to start from it. */
async function busybox(project: string): Promise<PackedFile[]> {
  const architecture = debianArchitecture();
  const from = join(project, 'images/busybox/files', architecture, 'busybox');
  const files = await listFiles(from, 'bin/busybox');
  return [
    ...files.map((file) => ({ ...file, mode: 0o755 })),
    { path: 'bin/sh', linkTo: 'busybox' },
  ];
}

/** Makes an image of one layer; Docker keeps no build cache of it. */
async function importImage(
  name: string,
  config: string[],
  archive: AsyncIterable<Buffer>,
): Promise<void> {
  const changes = config.flatMap((line) => ['--change', line]);
  const child = spawn('docker', ['import', ...changes, '-', name], {
    stdio: ['pipe', 'ignore', 'pipe'],
    detached: true,
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const closed = once(child, 'close') as Promise<[number]>;
  await pipeline(archive, child.stdin).catch(() => {}); // its code tells
  const [code] = await closed;
  if (code !== 0) throw new ContainerError(describeFailure(said, code));
}

/** What to say where the image could not be built. */
function describeFailure(said: string, code: number): string {
  const reason = said.trim() || `exit code ${code}`;
  const next = /no space left/i.test(said)
    ? "Free some of Docker's disk; `docker system df` shows what takes it."
    : 'Run this again; if it stays, try `docker info`.';
  return `expected Docker to build the image that chapters are checked in but found:\n${reason}\n${next}`;
}
