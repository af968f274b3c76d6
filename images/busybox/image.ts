import type { ImageDescription, LayerDescription } from '../../src/sandbox/oci-types.ts';
import { applets } from './applets.ts';

const file = (name: string) => new URL(`files/${name}`, import.meta.url);

/** The user land that every course image stands on: one static program and its names. */
export const busyboxLayer: LayerDescription = {
  createdBy: 'busybox 1.38.0 (Debian 1:1.38.0-3+b1)',
  created: '2026-10-05T09:00:00Z',
  entries: (platform) => [
    { path: 'bin/busybox', mode: 0o755, from: file(`${platform.slice('linux/'.length)}/busybox`) },
    ...applets.map((name) => ({ path: `bin/${name}`, linkTo: 'busybox' })),
    { path: 'usr/bin/env', linkTo: '../../bin/busybox' },
    { path: 'etc/passwd', mode: 0o644, from: file('passwd') },
    { path: 'etc/group', mode: 0o644, from: file('group') },
    { path: 'etc/os-release', mode: 0o644, from: file('os-release') },
    { path: 'root', mode: 0o700 },
    { path: 'tmp', mode: 0o1777 },
    {
      path: 'usr/share/doc/busybox-static/copyright',
      mode: 0o644,
      from: file('licenses/busybox-static'),
    },
    { path: 'usr/share/common-licenses/GPL-2', mode: 0o644, from: file('licenses/GPL-2') },
    { path: 'usr/share/common-licenses/LGPL-2.1', mode: 0o644, from: file('licenses/LGPL-2.1') },
  ],
};

/** Where a shell in a course image looks for commands, as `docker build` writes it. */
export const searchPath = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

export const busybox: ImageDescription = {
  repository: 'busybox',
  tag: '1.38',
  created: '2026-10-05T09:10:00Z',
  title: 'busybox',
  version: '1.38.0',
  licenses: 'GPL-2.0-only AND LGPL-2.1-or-later',
  layers: [busyboxLayer],
  run: { Env: [searchPath], Cmd: ['sh'] },
};
