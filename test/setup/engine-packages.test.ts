import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  comparePackages,
  describeMovedMirror,
  describeOtherRoot,
} from '../../src/sandbox/compare-packages.mjs';
import { parseUris } from '../../src/sandbox/resolve-packages.mjs';

const entry = (version: string, sha256 = 'a'.repeat(64)) => ({ version, sha256, file: 'pool/x' });

test('a mirror that has moved on is told with the versions and the next step', () => {
  const locked = { 'docker.io': entry('28.5.2+dfsg4-5'), runc: entry('1.3.6'), jq: entry('1.8.2') };
  const found = { 'docker.io': entry('28.5.2+dfsg4-6'), jq: entry('1.8.2'), tini: entry('0.19') };
  const message = describeMovedMirror('28.5-containerd', comparePackages(locked, found));
  expect(message).toMatchInlineSnapshot(`
    "engines/engines.lock.json: the Debian mirror has moved on from what 28.5-containerd is locked to:
      expected docker.io 28.5.2+dfsg4-5, found 28.5.2+dfsg4-6
      expected runc 1.3.6, found none
      expected no tini, found 0.19
    Run \`npm run lock\` to renew the lock, then \`npm run verify\`."
  `);
});

test('the same version with another checksum is a difference', () => {
  const [difference] = comparePackages(
    { jq: entry('1.8.2') },
    { jq: entry('1.8.2', 'b'.repeat(64)) },
  );
  expect(difference).toMatchInlineSnapshot(
    `"expected jq 1.8.2 with sha256 aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, found bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"`,
  );
});

test('a long list of differences is cut', () => {
  const names = Array.from({ length: 8 }, (_, index) => `p${index}`);
  const locked = Object.fromEntries(names.map((name) => [name, entry('1')]));
  expect(describeOtherRoot('28.5-containerd', comparePackages(locked, {}))).toMatchInlineSnapshot(`
    "engines/engines.lock.json: the root of 28.5-containerd was built with other packages than it is locked to:
      expected p0 1, found none
      expected p1 1, found none
      expected p2 1, found none
      expected p3 1, found none
      expected p4 1, found none
      and 3 more
    Run \`npm run lock\` to renew the lock."
  `);
});

test('nothing differs exactly when versions and checksums are equal', () => {
  const sha256 = fc.constantFrom('a'.repeat(64), 'b'.repeat(64));
  const list = fc.dictionary(
    fc.constantFrom('curl', 'jq', 'runc', 'tini'),
    fc.record({ version: fc.constantFrom('1', '2'), sha256, file: fc.constant('pool/x') }),
    { noNullPrototype: true },
  );
  fc.assert(
    fc.property(list, list, (one, other) => {
      const sorted = (packages: typeof one) =>
        JSON.stringify(packages, ['curl', 'jq', 'runc', 'tini', 'version', 'sha256']);
      expect(comparePackages(one, other).length === 0).toBe(sorted(one) === sorted(other));
      expect(comparePackages(one, one)).toEqual([]);
    }),
  );
});

test("apt's list of downloads gives name, version with its epoch, checksum and place", () => {
  const sha256 = '0123456789abcdef'.repeat(4);
  const output = `Reading...
'http://mirror.test/debian/pool/main/p/procps/procps_4.0.7-1_amd64.deb' procps_2%3a4.0.7-1_amd64.deb 1 SHA256:${sha256}
'http://mirror.test/debian/pool/main/k/kmod/kmod_34.2-2%2bb2_amd64.deb' kmod_34.2-2+b2_amd64.deb 1 SHA256:${sha256}
`;
  expect(parseUris(output, 'http://mirror.test/debian/')).toEqual({
    procps: { version: '2:4.0.7-1', sha256, file: 'pool/main/p/procps/procps_4.0.7-1_amd64.deb' },
    kmod: { version: '34.2-2+b2', sha256, file: 'pool/main/k/kmod/kmod_34.2-2%2bb2_amd64.deb' },
  });
});
