import { readFileSync } from 'node:fs';
import sharp from 'sharp';

/** The site's icon, `public/favicon.svg` below the project's folder, as a square PNG; on a ground where one is named. */
export async function drawIcon(root: URL, size: number, ground?: string): Promise<Buffer> {
  const svg = readFileSync(new URL('public/favicon.svg', root));
  const drawn = sharp(svg, { density: 72 * (size / 32) }).resize(size, size);
  return (ground === undefined ? drawn : drawn.flatten({ background: ground }))
    .png({ palette: true })
    .toBuffer();
}
