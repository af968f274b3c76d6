import { runAsSandboxRoot } from './run-as-sandbox-root.mjs';
import { ToolError } from './run-tool.mjs';

/** Weighs much, and no lesson reads it; copyright files stay. */
const LEFT_OUT = [
  '/usr/share/man/*',
  '/usr/share/info/*',
  '/usr/share/lintian/*',
  '/usr/share/locale/*',
  '/usr/share/doc/*',
];

const OPTIONS = [
  '--mode=root',
  '--hook-dir=/usr/share/mmdebstrap/hooks/file-mirror-automount',
  ...leaveOut(LEFT_OUT),
  '--dpkgopt=path-include=/usr/share/doc/*/copyright',
  '--dpkgopt=path-include=/usr/share/locale/locale.alias',
];

/** Ends every list of hooks: nothing of the host stays in the root, no name, no resolver, no list of sources. */
export const FORGET_HOST = `--customize-hook=set -e; cd "$1"
for file in etc/hostname etc/resolv.conf etc/apt/sources.list; do if [ -e "$file" ]; then : >"$file"; fi; done
rmdir mnt/debs`;

/**
 * Options that keep files out of a root; of the patterns of dpkg(1).
 * @param {string[]} paths
 */
export function leaveOut(paths) {
  return paths.map((path) => `--dpkgopt=path-exclude=${path}`);
}

/**
 * Makes a root file system of these packages with mmdebstrap, which sees the packages in `partial/debs` only and no
 * network.
 * @param {{ partial: string, name: string, packages: string[], options: string[], target: string,
 *   environment: Record<string, string> }} wanted `name` says in messages what is made; `target` is below `partial`
 * @param {(step: string) => void} say
 */
export async function runMmdebstrap(
  { partial, name, packages, options, target, environment },
  say,
) {
  const variables = Object.entries(environment).map(([key, value]) => `${key}=${value}`);
  // The suite has no name: the repository holds these packages, whatever suite they came from.
  const source = ['', `/mnt/${target}`, 'deb [trusted=yes] file:///mnt/debs ./'];
  const command = [
    'mmdebstrap',
    ...OPTIONS,
    ...options,
    `--include=${packages.join(',')}`,
    ...source,
  ];
  try {
    await runAsSandboxRoot(partial, ['env', ...variables, ...command], (text) => {
      const step = /^I: ((?:extracting|installing|cleaning) .*?)(?:\.\.\.)?$/.exec(text);
      if (step) say(`${name}: ${step[1]}`);
    });
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    throw new Error(
      `expected mmdebstrap to build the ${name}, found: ${error.message}. It printed last:\n` +
        `${error.output.trim().split('\n').slice(-12).join('\n')}\n` +
        'Run this again; if it stays, see `npm run doctor`.',
      { cause: error },
    );
  }
}
