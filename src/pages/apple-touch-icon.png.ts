import { root } from 'astro:config/server';
import { drawIcon } from '../site/card/draw-icon.ts';

/** The site's icon for home screens, which round its corners themselves. */
export async function GET(): Promise<Response> {
  const png = await drawIcon(root, 180, '#0b6b66');
  return new Response(new Uint8Array(png), { headers: { 'Content-Type': 'image/png' } });
}
