import { readToldPages } from '../components/read-told-pages.ts';
import { tellPages } from '../site/llms.ts';

/** The whole course as one text. */
export async function GET(): Promise<Response> {
  return new Response(tellPages(await readToldPages()));
}
