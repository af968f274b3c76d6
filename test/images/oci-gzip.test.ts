import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { storeGzip } from '../../src/sandbox/oci-gzip.ts';

test('unpacking gives back every byte, whatever the length', () => {
  const edges = [0, 1, 65_534, 65_535, 65_536, 131_070, 131_071];
  const length = fc.oneof(fc.constantFrom(...edges), fc.nat(200_000));
  fc.assert(
    fc.property(length, fc.nat(255), (size, seed) => {
      const content = Buffer.from(
        Uint8Array.from({ length: size }, (_, i) => (i * 7 + seed) % 256),
      );
      expect(gunzipSync(storeGzip(content)).equals(content)).toBe(true);
    }),
  );
});

test('the bytes are these and depend on no compressor', () => {
  expect(storeGzip(Buffer.from('hi')).toString('hex')).toBe(
    '1f8b08000000000000ff' + '010200fdff6869' + 'ac2a93d8' + '02000000',
  );
});
