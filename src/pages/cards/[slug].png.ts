import { root, site } from 'astro:config/server';
import type { APIContext, GetStaticPathsResult } from 'astro';
import { report } from 'virtual:report';
import { readCourse, type CoursePage } from '../../components/read-course.ts';
import { chapterFile } from '../../course.ts';
import { openRenderer } from '../../site/card/open-renderer.ts';
import { countVerified } from '../../site/count-verified.ts';
import { readChapter } from '../../site/read-chapter.ts';

/** One card for every page; none where the site's address is not known, since who shows a link asks for a whole address. */
export async function getStaticPaths(): Promise<GetStaticPathsResult> {
  if (!site) return [];
  return (await readCourse()).map((page) => ({ params: { slug: page.slug }, props: { page } }));
}

/** The picture that is shown beside a link to a page. */
export async function GET({
  props: { page },
}: APIContext<{ page: CoursePage }>): Promise<Response> {
  const chapter = readChapter(chapterFile(page.slug), root);
  const { commands, engineLines } = await countVerified(report, [chapter]);
  const verified = commands.verified > 0 ? { commands: commands.verified, engineLines } : undefined;
  const png = await renderCard({ ...page, verified });
  return new Response(new Uint8Array(png), { headers: { 'Content-Type': 'image/png' } });
}

const renderCard = openRenderer(root);
