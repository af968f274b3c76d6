import { base, site } from 'astro:config/server';
import { fileAddress } from '../site/page-address.ts';

/** What crawlers may see: all of it, listed in the site map where the site's address is known. */
export function GET(): Response {
  const map = site && new URL(fileAddress('sitemap-index.xml', base), site).href;
  return new Response(
    ['User-agent: *', 'Allow: /', ...(map ? ['', `Sitemap: ${map}`] : []), ''].join('\n'),
  );
}
