import { base } from 'astro:config/server';
import { readToldPages, wholeAddress } from '../components/read-told-pages.ts';
import { listPages } from '../site/llms.ts';
import { fileAddress } from '../site/page-address.ts';

/** What language models read first: the list of pages. */
export async function GET(): Promise<Response> {
  const full = wholeAddress(fileAddress('llms-full.txt', base));
  return new Response(listPages(await readToldPages(), full));
}
