import { spawnSync } from 'node:child_process';
import {
  closeSync,
  constants,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { cacheFolder } from '../../src/sandbox/engine-root.mjs';

/** Open flags of macOS that take the lock while opening (open(2)); Linux has flock(1) for it. */
const MACOS_LOCK = 0x20 | constants.O_NONBLOCK;

/**
 * Waits until no other set-up is at work and keeps others waiting until the function that it gives back is called. The kernel
 * holds the lock for the open file: it is gone with this process, however it ends, so there are no stale ones.
 * @param {(step: string, detail?: string) => void} say
 * @returns {Promise<() => void>}
 */
export async function holdSetupLock(say) {
  const file = openLockFile();
  for (;;) {
    const descriptor = tryLock(file);
    if (descriptor !== undefined) {
      ftruncateSync(descriptor);
      writeSync(descriptor, String(process.pid), 0);
      return () => closeSync(descriptor);
    }
    const holder = readFileSync(file, 'utf8') || 'unknown';
    say(`another set-up is at work (process ${holder}); waiting for it to end`);
    await wait(300);
  }
}

function openLockFile() {
  try {
    mkdirSync(cacheFolder(), { recursive: true });
    const file = join(cacheFolder(), 'setup.lock');
    closeSync(openSync(file, 'a'));
    return file;
  } catch (error) {
    const code = /** @type {NodeJS.ErrnoException} */ (error).code;
    throw new Error(
      `expected to write to ${cacheFolder()}, where set-up keeps what it makes, found ${code}. ` +
        'Set XDG_CACHE_HOME to a folder that is yours.',
      { cause: error },
    );
  }
}

/** @param {string} file */
function tryLock(file) {
  if (process.platform !== 'linux') {
    try {
      return openSync(file, constants.O_RDWR | MACOS_LOCK);
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EAGAIN') return undefined;
      throw error;
    }
  }
  const descriptor = openSync(file, 'r+');
  const flock = spawnSync('flock', ['--nonblock', '3'], {
    stdio: ['ignore', 'ignore', 'pipe', descriptor],
  });
  if (flock.status === 0) return descriptor;
  closeSync(descriptor);
  if (flock.status === 1) return undefined;
  throw new Error(
    `expected flock (of util-linux) to run, found ${flock.error?.message ?? flock.stderr}. Install util-linux.`,
  );
}
