import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { engineRootFolder } from '../sandbox/engine-root.mjs';

const project = fileURLToPath(new URL('../../', import.meta.url));

/** Besides a chapter's own text and the engine root, all that decides how it comes out. */
const inputs = [
  'src/{transcript,sandbox,verify}/**/*.*',
  'images/images.lock.json',
  'package-lock.json',
];

/**
 * Makes a function that gives a chapter's text the key of its run on an engine line: SHA-256 (hex) of the text, the engine root, the
 * course images and the verifier. Where the key is that of a green run, another run would tell nothing new.
 */
export function readKeys(engineLine: string): (text: string) => string {
  const files = globSync(inputs, { cwd: project }).sort();
  const texts = files.map((file) => [file, readFileSync(join(project, file), 'utf8')]);
  const ground = hash([basename(engineRootFolder(engineLine)), texts]);
  return (text) => hash([ground, text]);
}

function hash(content: unknown): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}
