import { existsSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder, makeSmallProject, runSetup, writeLock } from './small-project.ts';

const INSTALLING = 'installing the packages of package-lock.json';

test('the first command installs, then runs with its arguments and exit code', async () => {
  const project = makeSmallProject();
  const ended = await runSetup(project, [
    'read',
    '--',
    'sh',
    '-c',
    'echo "$0 $1"; exit 7',
    'a',
    'b c',
  ]);
  expect(ended.code).toBe(7);
  expect(ended.output).toMatchInlineSnapshot(`
    "setup: installing the packages of package-lock.json into PROJECT/node_modules, for reading and all else (npm ci)
    a b c
    "
  `);
  expect(existsSync(join(project, 'node_modules/part'))).toBe(true);
});

test('the second command runs nothing else, not even npm', async () => {
  const project = makeSmallProject();
  await runSetup(project, ['read', '--', 'true']);
  const npm = makeNpm('echo npm ran; exit 1');
  const ended = await runSetup(project, ['read', '--', 'echo', 'ran'], { env: npm.env });
  expect(ended).toMatchObject({ code: 0, output: 'ran\n' });
});

test("the project's own programs come first on PATH", async () => {
  const project = makeSmallProject();
  const ended = await runSetup(project, ['read', '--', 'sh', '-c', 'echo "$PATH"']);
  expect(ended.output).toMatch(/^PROJECT\/node_modules\/\.bin:/m);
});

test('another lock file is installed anew', async () => {
  const project = makeSmallProject();
  await runSetup(project, ['read', '--', 'true']);
  writeLock(project, '1.0.1');
  expect((await runSetup(project, ['read', '--', 'true'])).output).toContain(INSTALLING);
  expect((await runSetup(project, ['read', '--', 'true'])).output).toBe('');
});

test('packages without the mark of a finished installation are installed anew', async () => {
  const project = makeSmallProject();
  await runSetup(project, ['read', '--', 'true']);
  const folder = join(project, 'node_modules');
  const mark = readdirSync(folder).find((name) => name.startsWith('.complete-')) as string;
  rmSync(join(folder, mark));
  writeFileSync(join(folder, 'half'), '');
  expect((await runSetup(project, ['read', '--', 'true'])).output).toContain(INSTALLING);
  expect(existsSync(join(folder, 'half'))).toBe(false);
});

test('a set-up killed while npm installs takes npm with it, and the next one begins anew', async () => {
  const project = makeSmallProject();
  const npm = makeNpm('mkdir -p node_modules/half; echo $$ >"$FOLDER/pid"; exec sleep 1000');
  const killed = await runSetup(project, ['read', '--', 'echo', 'ran'], {
    env: npm.env,
    onOutput: (output, child) => {
      if (!output.includes(INSTALLING)) return;
      void waitFor(() => isWritten(join(npm.folder, 'pid'))).then(() => child.kill('SIGKILL'));
    },
  });
  expect(killed.signal).toBe('SIGKILL');
  const next = await runSetup(project, ['read', '--', 'echo', 'ran']);
  expect(next.code).toBe(0);
  expect(next.output).toContain(INSTALLING);
  expect(existsSync(join(project, 'node_modules/half'))).toBe(false);
  if (process.platform !== 'linux') return; // elsewhere a killed set-up leaves npm to its end
  expect(isRunning(readFileSync(join(npm.folder, 'pid'), 'utf8').trim())).toBe(false);
});

test('of two set-ups at once the second waits, says so, and installs nothing', async () => {
  const project = makeSmallProject();
  const npm = makeNpm('until [ -e "$FOLDER/go" ]; do sleep 0.05; done; exec "$NPM" "$@"');
  let second: ReturnType<typeof runSetup> | undefined;
  const first = await runSetup(project, ['read', '--', 'echo', 'one'], {
    env: npm.env,
    onOutput: (output) => {
      if (!output.includes(INSTALLING)) return;
      second ??= runSetup(project, ['read', '--', 'echo', 'two'], {
        onOutput: (said) => {
          if (said.includes('waiting')) writeFileSync(join(npm.folder, 'go'), '');
        },
      });
    },
  });
  const ended = await second;
  expect(first.code).toBe(0);
  expect(ended?.code).toBe(0);
  expect(ended?.output.replace(/process \d+/, '…')).toMatchInlineSnapshot(`
    "setup: another set-up is at work (…); waiting for it to end
    two
    "
  `);
});

test('a signal to set-up reaches the command, and its code comes back', async () => {
  const project = makeSmallProject();
  const script = 'trap "echo told; exit 5" TERM; echo ready; while :; do sleep 0.1; done';
  const ended = await runSetup(project, ['read', '--', 'sh', '-c', script], {
    onOutput: (output, child) => {
      if (output.endsWith('ready\n')) child.kill('SIGTERM');
    },
  });
  expect(ended).toMatchObject({ code: 5 });
  expect(ended.output).toMatch(/ready\ntold\n$/);
});

test('the command ends with the npm that runs it, however npm ends', async () => {
  const project = makeSmallProject();
  await runSetup(project, ['read', '--', 'true']);
  const script = 'trap "echo told; exit 5" TERM; echo ready; while :; do sleep 0.1; done';
  const ended = await runSetup(project, ['read', '--', 'sh', '-c', script], {
    env: { npm_lifecycle_event: 'start' },
    before: ['sh', '-c', '"$@" & wait', 'npm'],
    onOutput: (output, npm) => {
      if (output === 'ready\n') npm.kill('SIGKILL');
    },
  });
  expect(ended).toMatchObject({ signal: 'SIGKILL', output: 'ready\ntold\n' });
});

test('an unknown level is refused', async () => {
  const ended = await runSetup(makeSmallProject(), ['watch', '--', 'true']);
  expect(ended.code).toBe(2);
  expect(ended.output).toMatchInlineSnapshot(`
    "setup: expected "<read|check|test> -- command", found "watch -- true". Use the scripts of package.json, for example \`npm start\`.
    "
  `);
});

test('a command that does not exist is told', async () => {
  const project = makeSmallProject();
  await runSetup(project, ['read', '--', 'true']);
  const ended = await runSetup(project, ['read', '--', 'no-such-program']);
  expect(ended.code).toBe(1);
  expect(ended.output).toMatchInlineSnapshot(`
    "setup: expected to run no-such-program, found: spawn no-such-program ENOENT. Run \`npm run doctor\`.
    "
  `);
});

test('packages of another project behind a link are not touched', async () => {
  const project = makeSmallProject();
  const others = makeFolder();
  writeFileSync(join(others, 'precious'), '');
  symlinkSync(others, join(project, 'node_modules'));
  const ended = await runSetup(project, ['read', '--', 'true']);
  expect(ended.code).toBe(1);
  expect(ended.output).toContain(
    `expected PROJECT/node_modules to be a folder of this project, found a link to ${others}`,
  );
  expect(readdirSync(others)).toEqual(['precious']);
});

test('with --in-docker a check asks nothing of this machine but Docker', async () => {
  const project = makeSmallProject();
  writeFileSync(join(project, 'scripts/in-docker.ts'), 'console.log(process.argv.slice(2))');
  const command = ['check', '--', 'node', 'scripts/verify.ts', '--in-docker', 'a.mdx'];
  const ended = await runSetup(project, command, { env: { PATH: withThisNode() } });
  expect(ended.output.split('\n').slice(1).join('\n')).toBe("[ 'scripts/verify.ts', 'a.mdx' ]\n");
  expect(ended.code).toBe(0);
});

/** The Node.js that runs this test comes first: it reads TypeScript. */
function withThisNode(): string {
  return `${dirname(process.execPath)}${delimiter}${process.env['PATH']}`;
}

/** An `npm` that comes first on PATH and runs a script, which finds the real one in NPM and its own folder in FOLDER. */
function makeNpm(script: string): { folder: string; env: NodeJS.ProcessEnv } {
  const folder = makeFolder();
  writeFileSync(join(folder, 'npm'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  const path = process.env['PATH'] ?? '';
  const NPM = path
    .split(':')
    .map((at) => join(at, 'npm'))
    .find((file) => existsSync(file));
  return { folder, env: { PATH: `${folder}:${path}`, FOLDER: folder, NPM } };
}

/** Looks again and again until a fact of the file system holds. */
async function waitFor(isThere: () => boolean): Promise<void> {
  while (!isThere()) await new Promise((resolve) => setImmediate(resolve));
}

function isWritten(file: string): boolean {
  return existsSync(file) && readFileSync(file, 'utf8').endsWith('\n');
}

/** A process that ended and that nobody has waited for yet does not count. */
function isRunning(pid: string): boolean {
  const file = `/proc/${pid}/stat`;
  return existsSync(file) && !/\) Z /.test(readFileSync(file, 'utf8'));
}
