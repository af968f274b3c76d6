import { root, site } from 'astro:config/server';
import type { APIContext, GetStaticPathsResult } from 'astro';
import { report } from 'virtual:report';
import { readCourse, type CoursePage } from '../../components/read-course.ts';
import { chapterFile, course } from '../../course.ts';
import { openRenderer } from '../../site/card/open-renderer.ts';
import { countVerified } from '../../site/count-verified.ts';
import { readChapter } from '../../site/read-chapter.ts';

/** One card for every page; none where the site's address is not known, since who shows a link asks for a whole address. */
export async function getStaticPaths(): Promise<GetStaticPathsResult> {
  if (!site) return [];
  return (await readCourse()).map((page) => ({ params: { slug: page.slug }, props: { page } }));
}

/** The picture that is shown beside a link to a page; that of the first page speaks for the whole course. */
export async function GET({
  props: { page },
}: APIContext<{ page: CoursePage }>): Promise<Response> {
  const isFirst = page.slug === 'index';
  const slugs = isFirst ? course.flatMap(({ chapters }) => chapters) : [page.slug];
  const chapters = slugs.map((slug) => readChapter(chapterFile(slug), root));
  const { commands, engineLines } = await countVerified(report, chapters);
  const png = await renderCard({
    ...page,
    part: isFirst ? '한국어 도커 강의' : page.part,
    verified: commands.verified > 0 ? { commands: commands.verified, engineLines } : undefined,
  });
  return new Response(new Uint8Array(png), { headers: { 'Content-Type': 'image/png' } });
}

const renderCard = openRenderer(root);
