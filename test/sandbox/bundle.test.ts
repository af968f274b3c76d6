import { afterAll, beforeAll, expect, test } from 'vitest';
import { readImagesLock } from '../../src/sandbox/course-images.ts';
import { startLesson, type Lesson } from './start-lesson.ts';

const { images, registry } = readImagesLock();
const BUNDLE = 'dollyeo-docker-*.tar';
const RUN =
  'docker run --detach --name course-registry --publish 127.0.0.1:5050:5050 localhost/course-registry:1.0';
const CATALOG = 'curl -s --retry 9 --retry-all-errors localhost:5050/v2/_catalog';

let lesson: Lesson;
beforeAll(async () => {
  lesson = await startLesson({ needs: ['bundle'] });
});
afterAll(() => lesson[Symbol.asyncDispose]());

test('a lesson that needs the bundle starts with it, an empty engine and no registry', async () => {
  expect(await lesson.run('ls')).toMatch(/^dollyeo-docker-(amd64|arm64)\.tar$/);
  expect(await lesson.run('docker image ls --quiet; docker ps --all --quiet')).toBe('');
  expect(await lesson.exitCode('curl -s localhost:5050/v2/')).toBe(7);
  expect(await lesson.exitCode('pidof docker-registry')).toBe(1);
});

test('the loaded registry is the one of the lock and has another label than the images of lessons', async () => {
  expect(await lesson.run(`docker load --input ${BUNDLE}`)).toBe(
    'Loaded image: localhost/course-registry:1.0',
  );
  const manifests = Object.values(registry.platforms).map(({ manifest }) => manifest);
  expect(manifests).toContain(
    await lesson.run('docker image inspect --format "{{.Id}}" localhost/course-registry:1.0'),
  );
  expect(await lesson.run('docker image ls --quiet --filter label=course=dollyeo-docker')).toBe('');
});

test('the started registry serves every course image by tag, with the digests of the lock, for both platforms', async () => {
  await lesson.run(RUN);
  const repositories = [...new Set(images.map(({ repository }) => repository))].sort();
  expect(JSON.parse(await lesson.run(CATALOG))).toEqual({ repositories });
  for (const { repository, tag, index, platforms } of images) {
    const at = `docker://localhost:5050/${repository}`;
    const inspect = 'skopeo inspect --tls-verify=false';
    expect(await lesson.run(`${inspect} --format '{{.Digest}}' ${at}:${tag}`)).toBe(index);
    for (const { manifest, config, layers } of Object.values(platforms)) {
      const found = await lesson.run(
        `${inspect} --raw ${at}@${manifest} | jq -r '.config.digest, .layers[].digest'`,
      );
      expect(found.split('\n')).toEqual([config, ...layers]);
      for (const digest of [config, ...layers]) {
        expect(
          await lesson.run(
            `curl -s localhost:5050/v2/${repository}/blobs/${digest} | sha256sum | cut -d " " -f 1`,
          ),
        ).toBe(digest.slice('sha256:'.length));
      }
    }
  }
});

test('lessons can pull, push and delete there', async () => {
  const [image] = images;
  const name = `localhost:5050/${image?.repository}`;
  expect(await lesson.run(`docker pull --quiet ${name}@${image?.index}`)).toContain(name);
  await lesson.run(`docker tag ${name}@${image?.index} localhost:5050/mine:1`);
  expect(await lesson.exitCode('docker push localhost:5050/mine:1')).toBe(0);
  const remove = `curl -s -o /dev/null -w '%{http_code}' -X DELETE localhost:5050/v2/mine/manifests`;
  const digest = `$(skopeo inspect --tls-verify=false --format '{{.Digest}}' docker://localhost:5050/mine:1)`;
  expect(await lesson.run(`${remove}/${digest}`)).toBe('202');
});

test('an engine that keeps its images in overlay2 loads the bundle and runs the registry too', async () => {
  await using other = await startLesson({ needs: ['bundle'] });
  await other.run(
    `jq '.features."containerd-snapshotter" = false' /etc/docker/daemon.json > daemon.json && mv daemon.json /etc/docker && systemctl restart docker`,
  );
  expect(await other.run('docker info --format "{{.Driver}}"')).toBe('overlay2');
  expect(await other.run(`docker load --quiet --input ${BUNDLE}`)).toBe(
    'Loaded image: localhost/course-registry:1.0',
  );
  await other.run(RUN);
  expect(JSON.parse(await other.run(CATALOG))).toHaveProperty('repositories');
});

test('a lesson can start with the registry of the bundle loaded, beside the registry of lessons', async () => {
  await using other = await startLesson({ images: ['localhost/course-registry:1.0'] });
  expect(await other.run('docker image ls --format "{{.Repository}}:{{.Tag}}"')).toBe(
    'localhost/course-registry:1.0',
  );
  expect(JSON.parse(await other.run(CATALOG))).toHaveProperty('repositories');
  expect(await other.run('ls')).toBe('');
});
