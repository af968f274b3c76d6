import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { courseImages } from '../../src/sandbox/course-images.ts';
import { describeCourseRegistry } from '../../images/course-registry/image.ts';
import { platforms } from '../../src/sandbox/oci-types.ts';

const kept = ['busybox', 'micropython', 'course-registry'].map((name) => ({
  name,
  folder: new URL(`../../images/${name}/files/`, import.meta.url),
}));

test.each(kept)(
  'the files of $name from Debian are the ones whose checksums are kept',
  ({ folder }) => {
    const found = ['amd64', 'arm64', 'licenses'].flatMap((part) =>
      readdirSync(new URL(`${part}/`, folder))
        .sort()
        .map((name) => {
          const content = readFileSync(new URL(`${part}/${name}`, folder));
          return `${createHash('sha256').update(content).digest('hex')}  ${part}/${name}\n`;
        }),
    );
    expect(found.join('')).toBe(readFileSync(new URL('SHA256SUMS', folder), 'utf8'));
  },
);

test.each(kept)(
  'the programs of $name are made for the platform they stand under',
  ({ folder }) => {
    const machines = { amd64: 62, arm64: 183 };
    for (const [part, machine] of Object.entries(machines)) {
      for (const name of readdirSync(new URL(`${part}/`, folder))) {
        const program = readFileSync(new URL(`${part}/${name}`, folder));
        expect([name, program.toString('latin1', 1, 4), program.readUInt16LE(18)]).toEqual([
          name,
          'ELF',
          machine,
        ]);
      }
    }
  },
);

test.each(kept)('every kept file of $name goes into an image', ({ folder }) => {
  const used = new Set(
    [...courseImages, describeCourseRegistry([])].flatMap(({ layers }) =>
      layers.flatMap((layer) =>
        platforms.flatMap((platform) =>
          layer.entries(platform).flatMap((entry) => ('from' in entry ? [entry.from.href] : [])),
        ),
      ),
    ),
  );
  for (const part of ['amd64', 'arm64', 'licenses']) {
    for (const name of readdirSync(new URL(`${part}/`, folder))) {
      expect(used).toContain(new URL(`${part}/${name}`, folder).href);
    }
  }
});
