import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { cutLoose } from './cut-loose.ts';
import { SandboxError } from './errors.ts';

/** A wire between sandboxes; `cut` ends it, as does the end of this process. */
export interface Wire {
  cut(): Promise<void>;
}

/** What `/etc/hosts` says of the hosts on a wire: the first has 10.77.0.1, the next 10.77.0.2, and so on. */
export function describeNeighbours(names: readonly string[]): string {
  return names.map((name, index) => `${addressOf(index)}\t${name}`).join('\n');
}

/**
 * Joins sandboxes, given by their PIDs in the order of their addresses, by a bridge in a network namespace of its own, so that no link
 * is ever seen on the host. Only root of the host may do it: each sandbox's network belongs to another user namespace.
 */
export async function joinByWire(pids: readonly number[]): Promise<Wire> {
  const hosts = pids.map((pid, index) => `${pid} ${addressOf(index)}`);
  const [program = '', ...rest] = cutLoose([], 3, [
    ...['setpriv', '--pdeathsig', 'KILL', '--', 'unshare', '--net', '--'],
    ...['bash', '--norc', '-euc', SCRIPT, 'wire', ...hosts],
  ]);
  const child = spawn(program, rest, {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LANG: 'C.UTF-8' },
    cwd: '/',
    detached: true,
  });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  child.stdin.on('error', () => {}); // it has ended: `gone` tells
  const gone = new Promise<void>((resolve) => {
    child.once('close', () => resolve());
    child.once('error', (error) => {
      errors += error.message;
      resolve();
    });
  });
  const joined = new Promise<void>((resolve) => {
    createInterface({ input: child.stdout }).once('line', () => resolve());
  });
  await Promise.race([
    joined,
    gone.then(() => {
      throw new SandboxError(
        `expected a wire between ${pids.length} sandboxes but it could not be laid: ${errors.trim()}. ` +
          'Run `npm run doctor` to see what this machine lacks.',
      );
    }),
  ]);
  return {
    cut: async () => {
      child.stdin.end();
      await gone;
    },
  };
}

/** None of Docker's own networks, which begin at 172.17.0.0 and 192.168.0.0; `init.sh` knows it too. */
function addressOf(index: number): string {
  return `10.77.0.${index + 1}`;
}

/**
 * Every link is made where it stays. Without a forward delay the bridge passes the first packet; an IPv6 address would be tentative
 * for a second or two; and the kernel may report a link as up a moment after it is.
 */
const SCRIPT = `
ip link add wire type bridge forward_delay 0
ip link set wire addrgenmode none up
port=0
for host; do
  read -r pid address <<<"$host"
  port=$((port + 1))
  ip link add "port$port" type veth peer name eth0 netns "$pid"
  ip link set "port$port" addrgenmode none master wire up
  nsenter --target "$pid" --net -- ip address add "$address/24" dev eth0
  nsenter --target "$pid" --net -- ip link set eth0 addrgenmode none up
done
for host; do
  while true; do
    link=$(nsenter --target "\${host% *}" --net -- ip link show eth0)
    [[ $link != *'state UP'* ]] || break
    sleep 0.01
  done
done
echo joined
read -r _ || true`;
