import { globSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const project = fileURLToPath(new URL('../../', import.meta.url));

/** Files of the project that run when these do, from its root. */
function followImports(files: readonly string[]): Set<string> {
  const found = new Set(files);
  for (const file of found) {
    const text = readFileSync(join(project, file), 'utf8');
    for (const [, path = ''] of text.matchAll(
      /^(?:import .*|.*\bimport\(|\}) ?(?:from )?'(\.[^']+)'/gm,
    )) {
      found.add(relative(project, resolve(project, file, '..', path)));
    }
  }
  return found;
}

const verifying = followImports([
  ...['verify', 'record', 'merge'].map((name) => `scripts/${name}.ts`),
  // Chapters that became tests import these.
  ...['register-chapter', 'register-problem'].map((name) => `src/verify/${name}.ts`),
]);

test('whatever runs when a chapter is verified is part of its key', () => {
  const outside = [...verifying].filter(
    (file) => !/^src\/(?:transcript|sandbox|verify)\//.test(file),
  );
  expect(outside.sort()).toEqual([
    // The lock stands for them: no sandbox is made of images that it does not name.
    'images/busybox/applets.ts',
    'images/busybox/image.ts',
    'images/course-registry/image.ts',
    'images/micropython/image.ts',
    'images/web/image.ts',
    // They say what is run, not how it comes out.
    'scripts/merge.ts',
    'scripts/record.ts',
    'scripts/verify.ts',
  ]);
});

test('what only other commands use is no part of it', () => {
  const files = globSync('src/verify/**/*', { cwd: project });
  expect(files.filter((file) => !verifying.has(file))).toEqual([]);
});
