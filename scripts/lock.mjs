import { renameSync, writeFileSync } from 'node:fs';
import { comparePackages } from '../src/sandbox/compare-packages.mjs';
import { resolvePackages } from '../src/sandbox/resolve-packages.mjs';
import { listRoots, LOCK_FILE, readEngineLock } from '../src/sandbox/root-list.mjs';

/** Architectures, by Debian's name, that engine roots can be built for. */
const ARCHITECTURES = ['amd64'];

/** @typedef {import('../src/sandbox/root-list.mjs').EngineLock} EngineLock */

/** Renews `engines/engines.lock.json` from the Debian mirror and prints what changed. */
async function renewLock() {
  const before = readEngineLock();
  /** @type {EngineLock} */
  const after = {};
  for (const root of listRoots()) {
    after[root] = {};
    for (const architecture of ARCHITECTURES) {
      const packages = await resolvePackages(root, architecture);
      after[root][architecture] = packages;
      printChanges(`${root} (${architecture})`, before[root]?.[architecture] ?? {}, packages);
    }
  }
  writeFileSync(`${LOCK_FILE}.partial`, printLock(after));
  renameSync(`${LOCK_FILE}.partial`, LOCK_FILE);
}

/**
 * @param {string} title
 * @param {EngineLock[string][string]} before
 * @param {EngineLock[string][string]} after
 */
function printChanges(title, before, after) {
  const changes = comparePackages(before, after);
  console.log(`${title}: ${Object.keys(after).length} packages, ${changes.length} changed`);
  for (const name of Object.keys({ ...before, ...after }).sort()) {
    const [old, now] = [before[name], after[name]];
    if (old?.sha256 === now?.sha256) continue;
    console.log(`  ${name} ${old?.version ?? '(new)'} → ${now?.version ?? '(gone)'}`);
  }
}

/**
 * One package a line, so that a diff shows which moved.
 * @param {EngineLock} lock
 */
function printLock(lock) {
  const lines = Object.entries(lock).map(([root, architectures]) => {
    const lists = Object.entries(architectures).map(([architecture, packages]) => {
      const entries = Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1));
      const rows = entries.map(([name, entry]) => `      "${name}": ${JSON.stringify(entry)}`);
      return `    "${architecture}": {\n${rows.join(',\n')}\n    }`;
    });
    return `  "${root}": {\n${lists.join(',\n')}\n  }`;
  });
  return `{\n${lines.join(',\n')}\n}\n`;
}

renewLock().catch((error) => {
  console.error(`lock: ${error.message}${error.output ? `\n${error.output.trim()}` : ''}`);
  process.exitCode = 1;
});
