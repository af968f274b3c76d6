import type { Sandbox } from '../sandbox/types.ts';

/**
 * What there is on the Docker of a machine and in a folder, given as an absolute path, each in a few words such as `container hello`;
 * nothing on a fresh machine.
 */
export async function listThings(sandbox: Pick<Sandbox, 'ask'>, folder: string): Promise<string[]> {
  const printed = await sandbox.ask(['bash', '--norc', '-euc', SCRIPT, 'bash', folder]);
  const things = printed.split('\n').filter((line) => line !== '');
  // Docker lists some of them in random order.
  return [...new Set(things)].filter((thing) => !ofEveryEngine.has(thing)).sort();
}

const ofEveryEngine = new Set(['network bridge', 'network host', 'network none']);

const SCRIPT = `
docker ps --all --format 'container {{.Names}}'
docker image ls --all --format 'image {{.Repository}}:{{.Tag}}'
docker volume ls --format 'volume {{.Name}}'
docker network ls --format 'network {{.Name}}'
docker system df --verbose --format '{{range .BuildCache}}build cache ({{or .Description "without a description"}}){{println}}{{end}}'
docker info --format '{{if ne .Swarm.LocalNodeState "inactive"}}swarm{{end}}'
cd -- "$1"
ls -A | sed 's/^/file /'
`;
