import { expect, test } from 'vitest';
import { readImagesLock } from '../../src/sandbox/course-images.ts';
import { compareImages } from '../../src/sandbox/oci-compare.ts';
import type { CourseImage } from '../../src/sandbox/oci-types.ts';

const locked = readImagesLock().images;
const changed = (change: (web: CourseImage) => void) => {
  const images = structuredClone(locked);
  const web = images.find(({ repository, tag }) => repository === 'web' && tag === '1.0');
  if (web) change(web);
  return compareImages(locked, images);
};

test('the same images have no differences', () => {
  expect(compareImages(locked, structuredClone(locked))).toEqual([]);
});

test('an image under a new tag is one that is gone and one that is new', () => {
  expect(changed((web) => (web.tag = '1.1'))).toMatchInlineSnapshot(`
    [
      "web:1.0: expected this image but it is no longer described.",
      "web:1.1: not locked yet.",
    ]
  `);
});

test('of a config and the manifest and index that follow from it, the config is named', () => {
  const differences = changed((web) => {
    web.platforms['linux/arm64'].config = 'sha256:1';
    web.platforms['linux/arm64'].manifest = 'sha256:2';
    web.index = 'sha256:3';
  });
  expect(differences.map((one) => one.replace(/[0-9a-f]{64}/, '…'))).toMatchInlineSnapshot(`
    [
      "web:1.0 linux/arm64 config: expected sha256:… but built sha256:1.",
    ]
  `);
});

test('an index that alone differs is named', () => {
  const differences = changed((web) => (web.index = 'sha256:3'));
  expect(differences.map((one) => one.replace(/[0-9a-f]{64}/, '…'))).toMatchInlineSnapshot(`
    [
      "web:1.0 index: expected sha256:… but built sha256:3.",
    ]
  `);
});

test('one more layer is named', () => {
  const differences = changed((web) => web.platforms['linux/amd64'].diffIds.push('sha256:4'));
  expect(differences).toMatchInlineSnapshot(`
    [
      "web:1.0 linux/amd64 diff ID 4: expected none but built sha256:4.",
    ]
  `);
});
