import { execFileSync } from 'node:child_process';
import { runTool, ToolError } from '../../src/sandbox/run-tool.mjs';

/**
 * What dpkg says of a package: `installed`, another word where it is half-installed, nothing where dpkg does not know it.
 * @param {string} name
 */
export function packageStatus(name) {
  try {
    const status = execFileSync(
      'dpkg-query',
      ['--show', '--showformat=${db:Status-Status}', name],
      {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    );
    return status === 'not-installed' || status === 'config-files' ? '' : status;
  } catch {
    return '';
  }
}

/**
 * Installs a package of Debian without asking anything. The lists are only renewed when apt does not know the package or cannot
 * download what it knows; an installation that was cut short is brought to its end first.
 * @param {string} name
 * @param {string} why
 * @param {(step: string, detail?: string) => void} say
 */
export async function installPackage(name, why, say) {
  const step = `installing Debian's ${name} on this machine, for ${why} (apt-get)`;
  say(step);
  try {
    await aptInstall(name, say, step);
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    if (error.output.includes('dpkg was interrupted')) {
      say("finishing an installation of Debian's packages that was cut short (dpkg)");
      await run(['dpkg', '--configure', '-a', '--force-confold']);
    } else if (error.output.includes('--fix-broken')) {
      say("finishing an installation of Debian's packages that was cut short (apt-get)");
      await run(['apt-get', 'install', '--fix-broken', '--yes']);
    } else {
      say("renewing apt's lists of packages (apt-get update)");
      await run(['apt-get', 'update']).catch(() => {}); // the next attempt tells what is missing
    }
    say(step);
    await aptInstall(name, say, step).catch((again) => explain(name, again));
  }
}

/**
 * @param {string} name
 * @param {(step: string, detail?: string) => void} say
 * @param {string} step
 */
function aptInstall(name, say, step) {
  const options = ['DPkg::Lock::Timeout=600', 'Dpkg::Use-Pty=0', 'Dpkg::Options::=--force-confold'];
  return run(
    [
      'apt-get',
      'install',
      '--yes',
      '--no-install-recommends',
      ...options.flatMap((o) => ['-o', o]),
      name,
    ],
    (line) => {
      const moment = /^(?:Get:\d+ \S+ \S+ \S+ (\S+)|(?:Unpacking|Setting up) (\S+))/.exec(line);
      if (moment) say(step, moment[1] ?? moment[2]);
    },
  );
}

/**
 * @param {string[]} command
 * @param {(line: string) => void} [onLine]
 */
function run(command, onLine) {
  const env = {
    ...process.env,
    DEBIAN_FRONTEND: 'noninteractive',
    NEEDRESTART_SUSPEND: '1',
    LC_ALL: 'C.UTF-8',
  };
  return runTool(command, { env, outlivesUs: true, ...(onLine && { onLine }) });
}

/**
 * @param {string} name
 * @param {unknown} error
 * @returns {never}
 */
function explain(name, error) {
  if (!(error instanceof ToolError)) throw error;
  const reason = /^E: (.*)$/m.exec(error.output)?.[1] ?? error.message;
  throw new Error(
    `expected to install Debian's ${name} with apt-get, found: ${reason} ` +
      `Try it by hand to see more: apt-get install ${name}`,
    { cause: error },
  );
}
