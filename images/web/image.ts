import { busyboxLayer, searchPath } from '../busybox/image.ts';
import type { ImageDescription, LayerDescription } from '../../src/sandbox/oci-types.ts';

const file = (name: string) => new URL(`files/${name}`, import.meta.url);

const serverLayer: LayerDescription = {
  createdBy: 'web server: /app/start.sh, /app/httpd.conf',
  created: '2026-10-06T09:00:00Z',
  entries: () => [
    { path: 'app/start.sh', mode: 0o755, from: file('start.sh') },
    { path: 'app/httpd.conf', mode: 0o644, from: file('httpd.conf') },
  ],
};

const contentLayer = (version: string, created: string): LayerDescription => ({
  createdBy: `web ${version} content: /app/site`,
  created,
  entries: () => [
    { path: 'app/site/index.txt', mode: 0o644, from: file(`${version}/index.txt`) },
    { path: 'app/site/version', mode: 0o644, from: file(`${version}/version`) },
  ],
});

const web = (version: string, created: string, content: LayerDescription): ImageDescription => ({
  repository: 'web',
  tag: version,
  created,
  title: 'web',
  version,
  licenses: 'MIT AND GPL-2.0-only AND LGPL-2.1-or-later',
  layers: [busyboxLayer, serverLayer, content],
  run: {
    ExposedPorts: { '8000/tcp': {} },
    Env: [searchPath, `APP_VERSION=${version}`],
    Cmd: ['/app/start.sh'],
    WorkingDir: '/app',
  },
});

/** A small web application on port 8000; `web2` differs from it in its last layer and APP_VERSION only. */
export const web1 = web('1.0', '2026-10-06T09:20:00Z', contentLayer('1.0', '2026-10-06T09:10:00Z'));

/** The next version of `web1`, so that a tag can move from one to the other. */
export const web2 = web('2.0', '2026-10-07T09:10:00Z', contentLayer('2.0', '2026-10-07T09:00:00Z'));
