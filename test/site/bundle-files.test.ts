import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readBundleFiles } from '../../src/site/bundle-files.ts';

function makeFolder(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'bundle-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

test('the files of a bundle are found with their hashes, and nothing beside them', () => {
  const folder = makeFolder({
    'dollyeo-docker-arm64.tar': 'b',
    'dollyeo-docker-amd64.tar': '',
    x: '',
  });
  expect(readBundleFiles(folder).map(({ name, sha256 }) => [name, sha256])).toEqual([
    [
      'dollyeo-docker-amd64.tar',
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    ],
    [
      'dollyeo-docker-arm64.tar',
      '3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d',
    ],
  ]);
});

test('without the setting there are none', () => {
  expect(readBundleFiles('')).toEqual([]);
});

test('a folder without a bundle is refused', () => {
  const folder = makeFolder({ 'other.tar': '' });
  expect(() => readBundleFiles(folder)).toThrow(
    'expected files dollyeo-docker-….tar, as BUNDLE names this folder, but found none.',
  );
});
