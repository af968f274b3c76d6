import { expect, test } from 'vitest';
import { isDestructive } from '../../src/transcript/is-destructive.ts';

test.each([
  'docker system prune',
  'docker system prune -af --volumes',
  'docker image prune',
  'docker image prune -a --filter label=mine',
  'docker -H tcp://localhost volume prune',
  'docker container prune -f',
  'docker network prune',
  'docker builder prune -a',
  "docker builder prune -a --filter 'description~=mine'",
  'docker rm $(docker ps -aq)',
  'docker rm -f `docker ps -aq`',
  'docker rmi $(docker images -q)',
  'docker volume rm $(docker volume ls -q)',
  'docker ps -aq | xargs docker rm -f',
  'cd work && docker image prune',
  'docker image \\\n  prune',
  'docker image prune --filter label=course=dollyeo-docker; docker image prune',
])('%s can delete what is the reader’s own', (command) => {
  expect(isDestructive(command)).toBe(true);
});

test.each([
  'docker image prune --filter label=course=dollyeo-docker',
  'docker image prune -a --filter "label=course=dollyeo-docker"',
  "docker rm $(docker ps -aq --filter 'label=course=dollyeo-docker')",
  "docker builder prune -a --filter 'description~=localhost:5050|greet'",
  'docker rm web',
  'docker rmi localhost:5050/web:1.0',
  'docker run --rm localhost:5050/web:1.0',
  'docker run --rm localhost:5050/web:1.0 cat $(pwd)/file',
  'docker images',
  'echo $(docker ps -q)',
])('%s deletes nothing but the course’s own', (command) => {
  expect(isDestructive(command)).toBe(false);
});
