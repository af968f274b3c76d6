import { chmodSync } from 'node:fs';
import { expect, test } from 'vitest';
import { makeSmallProject, runSetup } from './small-project.ts';

const NOBODY = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];
const isRoot = process.getuid?.() === 0;

test.runIf(isRoot)('without root the checks say what is missing and end with code 2', async () => {
  const project = makeSmallProject();
  await runSetup(project, ['read', '--', 'true']);
  chmodSync(project, 0o755);
  const ended = await runSetup(project, ['check', '--', 'echo', 'ran'], { before: NOBODY });
  expect(ended.code).toBe(2);
  expect(ended.output).toMatch(
    /^setup: expected root rights, or IDs of one's own, found user nobody and no .* Run this as root, or .*\n$/,
  );
});

test.runIf(isRoot)('without root reading works, and the tests run without an engine', async () => {
  const project = makeSmallProject();
  await runSetup(project, ['read', '--', 'true']);
  chmodSync(project, 0o755);
  const read = await runSetup(project, ['read', '--', 'echo', 'ran'], { before: NOBODY });
  expect(read).toMatchObject({ code: 0, output: 'ran\n' });
  const command = ['test', '--', 'sh', '-c', 'echo "no engine: $DOLLYEO_NO_ENGINE"'];
  const ended = await runSetup(project, command, {
    before: NOBODY,
    env: { CHROMIUM: '/bin/true' },
  });
  expect(ended.output).toMatchInlineSnapshot(`
    "setup: expected root rights, found user nobody. Run this as root.
    setup: going on with all that can do without.
    no engine: expected root rights, found user nobody. Run this as root.
    "
  `);
});

test.runIf(isRoot)('a folder that is not ours is told before anything is installed', async () => {
  const project = makeSmallProject();
  chmodSync(project, 0o755);
  const ended = await runSetup(project, ['read', '--', 'true'], { before: NOBODY });
  expect(ended.code).toBe(1);
  expect(ended.output).toMatchInlineSnapshot(`
    "setup: expected to write to PROJECT, to install the project's packages, found that this user may not. Run this as the user whom the folder belongs to.
    "
  `);
});

test('a browser that CHROMIUM names and that is not there is told, and the command runs', async () => {
  const project = makeSmallProject();
  await runSetup(project, ['read', '--', 'true']);
  chmodSync(project, 0o755);
  const command = ['test', '--', 'sh', '-c', 'echo "no browser: $DOLLYEO_NO_BROWSER"'];
  const ended = await runSetup(project, command, {
    before: isRoot ? NOBODY : [],
    env: { CHROMIUM: '/no/such/browser' },
  });
  expect(ended.output).toContain(
    'no browser: expected Chromium, found none at /no/such/browser (CHROMIUM). Install Chromium or Chrome, or set CHROMIUM to where it is.',
  );
});
