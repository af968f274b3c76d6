import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { readImagesLock } from '../../src/sandbox/course-images.ts';
import { engineRootFolder } from '../../src/sandbox/engine-root.mjs';
import { prepareLayers } from '../../src/sandbox/layers.ts';
import { copyProject } from '../setup/copy-project.ts';
import { makeFolder, runNode } from '../setup/small-project.ts';
import { ENGINE_LINE, messageOf, startLesson, type Lesson } from './start-lesson.ts';

const { images } = readImagesLock();
const web = images.find(({ repository, tag }) => `${repository}:${tag}` === 'web:1.0');

let lesson: Lesson;
beforeAll(async () => {
  lesson = await startLesson({ images: ['localhost:5050/web:1.0'] });
});
afterAll(() => lesson[Symbol.asyncDispose]());

test.each(images)(
  'the registry holds $repository:$tag with the digests of the lock',
  async (image) => {
    const at = `docker://localhost:5050/${image.repository}`;
    const inspect = `skopeo inspect --raw --tls-verify=false`;
    expect(await lesson.run(`${inspect} ${at}:${image.tag} | sha256sum | cut -d " " -f 1`)).toBe(
      image.index.slice('sha256:'.length),
    );
    const list = await lesson.run(
      `${inspect} ${at}:${image.tag} | jq -r '.manifests[] | .platform.os + "/" + .platform.architecture + " " + .digest'`,
    );
    expect(list.split('\n').sort()).toEqual(
      Object.entries(image.platforms)
        .map(([platform, { manifest }]) => `${platform} ${manifest}`)
        .sort(),
    );
    for (const { manifest, config, layers } of Object.values(image.platforms)) {
      const found = await lesson.run(
        `${inspect} ${at}@${manifest} | jq -r '.config.digest, .layers[].digest'`,
      );
      expect(found.split('\n')).toEqual([config, ...layers]);
      for (const digest of [config, ...layers]) {
        expect(
          await lesson.run(
            `curl -s localhost:5050/v2/${image.repository}/blobs/${digest} | sha256sum | cut -d " " -f 1`,
          ),
        ).toBe(digest.slice('sha256:'.length));
      }
    }
  },
);

test('the registry holds nothing else', async () => {
  const repositories = [...new Set(images.map(({ repository }) => repository))].sort();
  expect(await lesson.run('curl -s localhost:5050/v2/_catalog | jq -c .repositories')).toBe(
    JSON.stringify(repositories),
  );
});

test('an image that was asked for is there, with its digest, and no other', async () => {
  expect(await lesson.run('docker images --format "{{.Repository}}:{{.Tag}} {{.Digest}}"')).toBe(
    `localhost:5050/web:1.0 ${web?.index}`,
  );
  expect(
    await lesson.run('docker inspect --format "{{json .RepoDigests}}" localhost:5050/web:1.0'),
  ).toBe(JSON.stringify([`localhost:5050/web@${web?.index}`]));
});

test('an image can be pulled by its digest, without a network', async () => {
  const busybox = images.find(({ repository }) => repository === 'busybox');
  expect(await lesson.run(`docker pull -q localhost:5050/busybox@${busybox?.index}`)).toBe(
    `localhost:5050/busybox@${busybox?.index}`,
  );
  expect(
    await lesson.run(`docker run --rm localhost:5050/busybox@${busybox?.index} echo runs`),
  ).toBe('runs');
});

test('what one sandbox does to its registry and images the next one does not see', async () => {
  await lesson.run('docker rmi -f localhost:5050/web:1.0; rm -rf /var/lib/registry/docker');
  await using next = await startLesson({ images: ['localhost:5050/web:1.0'] });
  expect(
    await next.run(
      'docker images -q | wc -l; curl -s localhost:5050/v2/web/tags/list | jq -c .tags',
    ),
  ).toMatch(/^1\n\[.*"1.0".*\]$/);
});

test('two that ask at a time share what is made once', async () => {
  const images = ['localhost:5050/web:1.0'];
  const [one, two] = await Promise.all([
    prepareLayers(ENGINE_LINE, images),
    prepareLayers(ENGINE_LINE, images),
  ]);
  expect(one).toEqual(two);
  expect(one.map((folder) => existsSync(folder))).toEqual([true, true, true, true]);
});

test('an image that no course has is named', async () => {
  expect(await messageOf(startLesson({ images: ['localhost:5050/nosuch:1'] }))).toContain(
    'localhost:5050/nosuch:1',
  );
});

test('an engine line whose root is not made says what to do', async () => {
  const cache = process.env['XDG_CACHE_HOME'];
  process.env['XDG_CACHE_HOME'] = '/nowhere';
  try {
    expect(await messageOf(prepareLayers(ENGINE_LINE, []))).toMatchInlineSnapshot(
      `"expected the root file system of engine line 28.5-containerd but it has not been made yet. Run \`npm run doctor\` to see what to do."`,
    );
  } finally {
    if (cache === undefined) delete process.env['XDG_CACHE_HOME'];
    else process.env['XDG_CACHE_HOME'] = cache;
  }
});

test('what could not be made is made anew when it is asked for again', async () => {
  const cache = mkdtempSync(join(tmpdir(), 'layers-'));
  const roots = dirname(engineRootFolder(ENGINE_LINE));
  const made = await prepareLayers(ENGINE_LINE, []);
  vi.stubEnv('XDG_CACHE_HOME', cache);
  onTestFinished(() => {
    vi.unstubAllEnvs();
    rmSync(cache, { recursive: true });
  });
  const layers = join(cache, 'dollyeo-docker', 'layers');
  mkdirSync(dirname(layers));
  symlinkSync(roots, join(dirname(layers), 'roots'));
  writeFileSync(layers, 'in the way of a folder');
  await expect(prepareLayers(ENGINE_LINE, [])).rejects.toThrow('EEXIST');
  rmSync(layers);
  mkdirSync(layers);
  // What takes long is there already.
  for (const each of made.filter((folder) => basename(folder).startsWith('registry-'))) {
    symlinkSync(each, join(layers, basename(each)));
  }
  const again = await prepareLayers(ENGINE_LINE, []);
  expect(again.map((each) => basename(each))).toEqual(made.map((each) => basename(each)));
});

test('what a killed run left half made is swept, what a living one makes is not', async () => {
  const cache = mkdtempSync(join(tmpdir(), 'layers-'));
  const root = engineRootFolder(ENGINE_LINE);
  const before = process.env['XDG_CACHE_HOME'];
  process.env['XDG_CACHE_HOME'] = cache;
  try {
    const layers = join(cache, 'dollyeo-docker', 'layers');
    const dead = spawnSync('true').pid;
    mkdirSync(join(layers, `registry-0.partial-${dead}`, 'half'), { recursive: true });
    mkdirSync(join(layers, `registry-0.partial-${dead}-images`));
    mkdirSync(join(layers, `registry-0.partial-${process.ppid}`));
    mkdirSync(dirname(engineRootFolder(ENGINE_LINE)), { recursive: true });
    symlinkSync(root, engineRootFolder(ENGINE_LINE));
    const made = (await prepareLayers(ENGINE_LINE, [])).filter((each) => each.startsWith(layers));
    expect(made).toHaveLength(2);
    expect(readdirSync(layers).sort()).toEqual(
      [...made.map((each) => basename(each)), `registry-0.partial-${process.ppid}`].sort(),
    );
  } finally {
    if (before === undefined) delete process.env['XDG_CACHE_HOME'];
    else process.env['XDG_CACHE_HOME'] = before;
    rmSync(cache, { recursive: true });
  }
});

test('images that are not those of the lock are refused, alone and in the bundle', async () => {
  const project = makeFolder();
  copyProject(project);
  const roots = join(project, 'cache/dollyeo-docker/roots');
  mkdirSync(roots, { recursive: true });
  symlinkSync(engineRootFolder(ENGINE_LINE), join(roots, basename(engineRootFolder(ENGINE_LINE))));
  writeFileSync(
    join(project, 'scripts/prepare.ts'),
    `import { prepareLayers } from '../src/sandbox/layers.ts';
    await prepareLayers('${ENGINE_LINE}', [], ['bundle']).catch(({ message }) => console.log(message));`,
  );
  const prepareWith = async (file: string) => {
    const path = join(project, 'images', file);
    const before = readFileSync(path);
    writeFileSync(path, 'changed');
    const { output } = await runNode(project, 'prepare.ts', []);
    writeFileSync(path, before);
    return output.replace(/[0-9a-f]{64}/g, '…');
  };
  expect(await prepareWith('web/files/1.0/index.txt')).toMatchInlineSnapshot(`
    "images/images.lock.json: expected the images that it names but found others:
    web:1.0 linux/amd64 diff ID 3: expected sha256:… but built sha256:….
    web:1.0 linux/arm64 diff ID 3: expected sha256:… but built sha256:….
    If this change is meant, renew the lock with: npm run images -- --write
    "
  `);
  expect(await prepareWith('course-registry/files/config.yml')).toMatchInlineSnapshot(`
    "images/images.lock.json: expected the images that it names but found others:
    course-registry:1.0 linux/amd64 diff ID 1: expected sha256:… but built sha256:….
    course-registry:1.0 linux/arm64 diff ID 1: expected sha256:… but built sha256:….
    If this change is meant, renew the lock with: npm run images -- --write
    "
  `);
});
