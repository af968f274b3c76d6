import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Of package-lock.json: what npm says of one folder below `node_modules`. */
interface LockedFolder {
  version?: string;
  os?: string | string[];
  cpu?: string | string[];
  libc?: string | string[];
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
}

export type NpmLock = Record<string, LockedFolder>;

/** What the programs that check chapters import, beside the Node.js that runs them. */
const IMPORTED = ['@xterm/headless', 'execa', 'satteri', 'vite', 'vitest', 'yaml'];

/** The packages that bring Node.js for Linux, by the architecture as Node calls it. */
const nodePackage = (architecture: string): string => `node-linux-${architecture}`;

/** Reads the packages of package-lock.json. */
export function readNpmLock(root: string): NpmLock {
  const text = readFileSync(join(root, 'package-lock.json'), 'utf8');
  return (JSON.parse(text) as { packages: NpmLock }).packages;
}

/**
 * The folders below the project, of package-lock.json, that checking chapters takes on Linux with glibc: Node.js, what is
 * imported, and all that these depend on.
 */
export function findLinuxPackages(lock: NpmLock, architecture: string): string[] {
  const found = new Set<string>();
  const visit = (from: string, name: string) => {
    const folder = resolve(lock, from, name);
    const entry = folder === undefined ? undefined : lock[folder];
    if (folder === undefined || entry === undefined || found.has(folder)) return;
    if (!isFor(entry, architecture)) return;
    found.add(folder);
    const { dependencies, optionalDependencies, peerDependencies } = entry;
    for (const next of Object.keys({
      ...dependencies,
      ...optionalDependencies,
      ...peerDependencies,
    })) {
      visit(folder, next);
    }
  };
  for (const name of [...IMPORTED, nodePackage(architecture)]) visit('', name);
  return [...found].sort();
}

/** Those of them that are not installed in a folder; peers that nobody asked for are not. */
export function findMissing(folder: string, packages: readonly string[]): string[] {
  return packages.filter((name) => !existsSync(join(folder, name)));
}

/** As Node looks for it: beside the package that imports it, then in the folders above. */
function resolve(lock: NpmLock, from: string, name: string): string | undefined {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const folder = `${at}${at && '/'}node_modules/${name}`;
    if (lock[folder] !== undefined) return folder;
    if (at === '') return undefined;
  }
}

function isFor({ os, cpu, libc }: LockedFolder, architecture: string): boolean {
  const allows = (words: string | string[] | undefined, word: string) =>
    words === undefined || [words].flat().includes(word);
  return allows(os, 'linux') && allows(cpu, architecture) && allows(libc, 'glibc');
}
