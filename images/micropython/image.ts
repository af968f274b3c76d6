import { busyboxLayer, searchPath } from '../busybox/image.ts';
import type {
  ImageDescription,
  LayerDescription,
  LayerEntry,
  Platform,
} from '../../src/sandbox/oci-types.ts';

/** Where the packages' own program looks for its loader and its libraries. */
const places: Record<Platform, { kept: string; loader: string; libraries: string }> = {
  'linux/amd64': {
    kept: 'amd64',
    loader: 'lib64/ld-linux-x86-64.so.2',
    libraries: 'usr/lib/x86_64-linux-gnu',
  },
  'linux/arm64': {
    kept: 'arm64',
    loader: 'lib/ld-linux-aarch64.so.1',
    libraries: 'usr/lib/aarch64-linux-gnu',
  },
};

const libraries = [
  'libc.so.6',
  'libffi.so.8',
  'libm.so.6',
  'libmbedcrypto.so.16',
  'libmbedtls.so.21',
  'libmbedx509.so.7',
];

const file = (name: string) => new URL(`files/${name}`, import.meta.url);
const baseName = (path: string) => path.slice(path.lastIndexOf('/') + 1);

const micropythonLayer: LayerDescription = {
  createdBy: 'micropython 1.26.1 (Debian 1.26.1+ds-1)',
  created: '2026-10-08T09:00:00Z',
  entries: (platform) => {
    const { kept, loader, libraries: folder } = places[platform];
    const programs = [
      'usr/bin/micropython',
      loader,
      ...libraries.map((name) => `${folder}/${name}`),
    ];
    return [
      ...programs.map((path) => ({ path, mode: 0o755, from: file(`${kept}/${baseName(path)}`) })),
      ...['micropython', 'libc6', 'libffi8', 'mbedtls'].map((name): LayerEntry => ({
        path: `usr/share/doc/${name}/copyright`,
        mode: 0o644,
        from: file(`licenses/${name}`),
      })),
      {
        path: 'usr/share/common-licenses/Apache-2.0',
        mode: 0o644,
        from: file('licenses/Apache-2.0'),
      },
    ];
  },
};

/** A runtime beside the busybox user land: a script for micropython runs here and not in `busybox`. */
export const micropython: ImageDescription = {
  repository: 'micropython',
  tag: '1.26',
  created: '2026-10-08T09:10:00Z',
  title: 'micropython',
  version: '1.26.1',
  licenses: 'MIT AND Apache-2.0 AND GPL-2.0-only AND LGPL-2.1-or-later',
  layers: [busyboxLayer, micropythonLayer],
  run: { Env: [searchPath], Cmd: ['micropython'] },
};
