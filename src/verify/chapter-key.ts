import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readEngineLine } from '../sandbox/engine-line.mjs';
import { engineRootFolder } from '../sandbox/engine-root.mjs';
import { isWithoutRoot } from '../sandbox/host-ids.mjs';
import { readDifferences } from './read-differences.ts';

const project = fileURLToPath(new URL('../../', import.meta.url));

/** Besides a chapter's own text and the engine root, all that decides how it comes out; no sandbox is made of images that the lock does not name. */
const inputs = [
  'src/{transcript,sandbox,verify}/**/*.*',
  'images/images.lock.json',
  'package-lock.json',
];

/**
 * Makes a function that gives a chapter's text the key of its run on an engine line: SHA-256 (hex) of the text, what the line is known
 * to print differently, its settings and root, whether there is root, the course images and the verifier. Where the key is that of a green run, another run would tell nothing new.
 */
export function readKeys(root: string, engineLine: string): (text: string, file: string) => string {
  const files = globSync(inputs, { cwd: project }).sort();
  const texts = files.map((file) => [file, readFileSync(join(project, file), 'utf8')]);
  const machine = [basename(engineRootFolder(engineLine)), isWithoutRoot];
  const ground = hash([engineLine, readEngineLine(engineLine), machine, texts]);
  return (text, file) => hash([ground, text, readDifferences(root, engineLine, file).text]);
}

function hash(content: unknown): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}
