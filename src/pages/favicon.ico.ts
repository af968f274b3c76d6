import { root } from 'astro:config/server';
import { drawIcon } from '../site/card/draw-icon.ts';
import { iconFile } from '../site/card/icon-file.ts';

/** The site's icon for browsers that take no SVG, and for those who ask for this address unasked. */
export async function GET(): Promise<Response> {
  const ico = iconFile(await drawIcon(root, 48));
  return new Response(new Uint8Array(ico), { headers: { 'Content-Type': 'image/x-icon' } });
}
