import { searchPath } from '../busybox/image.ts';
import type {
  ImageDescription,
  LayerDescription,
  LayerEntry,
  Platform,
} from '../../src/sandbox/oci-types.ts';

const places: Record<Platform, { kept: string; loader: string; libc: string }> = {
  'linux/amd64': {
    kept: 'amd64',
    loader: 'lib64/ld-linux-x86-64.so.2',
    libc: 'usr/lib/x86_64-linux-gnu/libc.so.6',
  },
  'linux/arm64': {
    kept: 'arm64',
    loader: 'lib/ld-linux-aarch64.so.1',
    libc: 'usr/lib/aarch64-linux-gnu/libc.so.6',
  },
};

const file = (name: string) => new URL(`files/${name}`, import.meta.url);
const micropythonFile = (name: string) => new URL(`../micropython/files/${name}`, import.meta.url);

const programLayer: LayerDescription = {
  createdBy: 'docker-registry 2.8.3 (Debian 2.8.3+ds1-3)',
  created: '2026-10-09T09:00:00Z',
  entries: (platform) => {
    const { kept, loader, libc } = places[platform];
    const glibc = [loader, libc].map((path): LayerEntry => ({
      path,
      mode: 0o755,
      from: micropythonFile(`${kept}/${path.slice(path.lastIndexOf('/') + 1)}`),
    }));
    return [
      { path: 'usr/bin/docker-registry', mode: 0o755, from: file(`${kept}/docker-registry`) },
      ...glibc,
      { path: 'etc/docker/registry/config.yml', mode: 0o644, from: file('config.yml') },
      {
        path: 'usr/share/doc/docker-registry/copyright',
        mode: 0o644,
        from: file('licenses/docker-registry'),
      },
      {
        path: 'usr/share/doc/libc6/copyright',
        mode: 0o644,
        from: micropythonFile('licenses/libc6'),
      },
      {
        path: 'usr/share/common-licenses/Apache-2.0',
        mode: 0o644,
        from: micropythonFile('licenses/Apache-2.0'),
      },
      {
        path: 'usr/share/common-licenses/LGPL-2.1',
        mode: 0o644,
        from: new URL('../busybox/files/licenses/LGPL-2.1', import.meta.url),
      },
    ];
  },
};

/** The registry that a reader runs: Debian's program, listening on 5050, and a layer of what it stores. */
export const describeCourseRegistry = (stored: LayerEntry[]): ImageDescription => ({
  repository: 'course-registry',
  tag: '1.0',
  // Not the label of the other images: lists and clean-ups of lessons must not show or delete it.
  course: 'dollyeo-docker-registry',
  created: '2026-10-09T09:20:00Z',
  title: 'course-registry',
  version: '1.0',
  licenses: 'Apache-2.0 AND MIT AND LGPL-2.1-or-later AND GPL-2.0-only',
  layers: [
    programLayer,
    {
      createdBy: 'images of the course: /var/lib/registry',
      created: '2026-10-09T09:10:00Z',
      entries: () => stored,
    },
  ],
  run: {
    ExposedPorts: { '5050/tcp': {} },
    Env: [searchPath],
    Cmd: ['/usr/bin/docker-registry', 'serve', '/etc/docker/registry/config.yml'],
  },
});
