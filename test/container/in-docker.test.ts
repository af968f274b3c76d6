import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { copyProject } from '../setup/copy-project.ts';
import { makeFolder, runNode } from '../setup/small-project.ts';

const info = {
  OSType: 'linux',
  Architecture: { x64: 'x86_64', arm64: 'aarch64' }[process.arch as string],
  MemTotal: 8 * 1024 ** 3,
};

/** In the place of a container: leaves a report that says how it was started, and which reports were there; the first one fails. */
const run = `
  read -r size
  cd "$(mktemp -d)"
  head -c "$size" | tar -x
  [ ! -e reports/0.txt ] || code=0
  mkdir -p reports
  number=$(ls reports | wc -l)
  { echo "$*" | grep -o 'DOLLYEO_LATER_PART=1\\|--engine [^ ]*'; ls reports; } >../report
  mv ../report "reports/$number.txt"
  tar --create --format=ustar reports/*
  exit "\${code-1}"`;

/** Runs verify or record in a Docker that has the image already, or none. */
async function runInDocker(
  args: string[],
  { image = 'there', env = {}, files = {} as Record<string, string> } = {},
) {
  const project = makeFolder();
  copyProject(project, ['src', 'scripts', 'engines', 'package.json', 'package-lock.json']);
  for (const [file, text] of Object.entries(files)) writeFileSync(join(project, file), text);
  const folder = makeFolder();
  mkdirSync(join(folder, 'bin'));
  const cases = `info) echo '${JSON.stringify(info)}' ;; image) echo ${image} ;; run) ${run} ;;`;
  const docker = `#!/bin/sh\nset -eu\nexport TMPDIR=${folder}\ncase $1 in ${cases} esac\n`;
  writeFileSync(join(folder, 'bin/docker'), docker, { mode: 0o755 });
  const PATH = `${folder}/bin:${process.env['PATH']}`;
  const ended = await runNode(project, 'in-docker.ts', args, { env: { PATH, ...env } });
  const reports = () =>
    readdirSync(join(project, 'reports'))
      .sort()
      .map((name) =>
        readFileSync(join(project, 'reports', name), 'utf8')
          .trim()
          .split('\n'),
      );
  return { ...ended, reports };
}

test('lines of several engine roots run in a container each, the published one first, and the next knows what was found before', async () => {
  const lines = ['--engine', '26.1-overlay2', '--engine', '28.5-containerd'];
  const { code, output, reports } = await runInDocker(['scripts/verify.ts', ...lines]);
  expect({ code, output }).toEqual({ code: 1, output: '' });
  expect(reports()).toEqual([
    ['--engine 28.5-containerd'],
    ['DOLLYEO_LATER_PART=1', '--engine 26.1-overlay2', '0.txt'],
  ]);
});

test('what this machine or the project lacks is said in a sentence', async () => {
  const say = async (options: Parameters<typeof runInDocker>[1]) => {
    const { code, output } = await runInDocker(['scripts/verify.ts'], options);
    return `${code} ${output.trim()}`;
  };
  expect([
    await say({ image: '', env: { XDG_CACHE_HOME: '/dev/null' } }),
    await say({ files: { 'engines/engines.lock.json': '{' } }),
  ]).toMatchInlineSnapshot(`
    [
      "1 expected to write to /dev/null/dollyeo-docker, where set-up keeps what it makes, found ENOTDIR. Set XDG_CACHE_HOME to a folder that is yours.",
      "1 PROJECT/engines/engines.lock.json: expected JSON, found something else. Restore it with git, or run \`npm run lock\`.",
    ]
  `);
});
