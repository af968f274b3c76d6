import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ENGINES_FOLDER } from './engines-folder.mjs';

/**
 * What a file of `engines/` says of a line: `root` names the engine root (a list in `engines/roots/`), which lines may
 * share, `daemon` becomes `/etc/docker/daemon.json`.
 * @typedef {{ published: boolean, root: string, daemon: Record<string, unknown> }} EngineLine
 */

/** Names of all engine lines, for example `28.5-containerd`, the newest engine first. */
export function listEngineLines() {
  return readdirSync(ENGINES_FOLDER)
    .filter((file) => file.endsWith('.json') && !file.endsWith('.lock.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort((a, b) => parseFloat(b) - parseFloat(a) || (a < b ? -1 : 1));
}

/** The line that the course's pages are verified on. */
export function findPublishedLine() {
  const published = listEngineLines().filter((line) => readEngineLine(line).published);
  if (published.length !== 1) {
    throw new Error(
      `engines/: expected one line with "published": true, found ${published.length} ` +
        `(${published.join(', ') || 'none'}). Set it in one file only.`,
    );
  }
  return /** @type {string} */ (published[0]);
}

/**
 * Lines in the order in which they are run: the published one first, since the others differ from what it prints.
 * @param {readonly string[]} lines
 */
export function putPublishedFirst(lines) {
  const published = findPublishedLine();
  return [...lines].sort((a, b) => Number(b === published) - Number(a === published));
}

/**
 * Reads a line's file; an unknown line is told with those that there are.
 * @param {string} line
 * @returns {EngineLine}
 */
export function readEngineLine(line) {
  const lines = listEngineLines();
  if (!lines.includes(line)) {
    throw new Error(
      `expected an engine line of engines/ (${lines.join(', ')}), found "${line}". Name one of these.`,
    );
  }
  return JSON.parse(readFileSync(join(ENGINES_FOLDER, `${line}.json`), 'utf8'));
}
