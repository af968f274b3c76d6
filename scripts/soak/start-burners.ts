import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';

/** Keeps every core of this machine busy until the function that it resolves to is called; the kernel ends it with this process, too. */
export async function startBurners(): Promise<() => Promise<void>> {
  const burners = Array.from({ length: availableParallelism() }, () =>
    spawn('setpriv', ['--pdeathsig', 'KILL', 'sh', '-c', 'while :; do :; done'], {
      stdio: 'ignore',
    }),
  );
  await Promise.all(burners.map((burner) => once(burner, 'spawn')));
  return async () => {
    await Promise.all(
      burners.map((burner) => {
        const ended = once(burner, 'exit');
        burner.kill('SIGKILL');
        return ended;
      }),
    );
  };
}
