import { defineRouteMiddleware, type StarlightRouteData } from '@astrojs/starlight/route-data';
import { getCollection } from 'astro:content';
import { isCoursePage } from '../../course.ts';
import { cardSize } from '../card/draw-card.ts';
import { fileAddress, pageAddress } from '../page-address.ts';
import { describeChapter, describeCourse } from './structured-data.ts';

type Head = StarlightRouteData['head'];

const base = import.meta.env.BASE_URL;

/**
 * Adds what Starlight's head lacks: icons, and where the site's address is known a card and structured data. A page
 * outside of the course (404) is kept out of search engines instead.
 */
export const onRequest = defineRouteMiddleware(async ({ locals: { starlightRoute }, site }) => {
  const { id, head } = starlightRoute;
  const slug = id || 'index';
  if (!isCoursePage(slug)) {
    starlightRoute.head = [...head.filter(isNotAddress), ...icons(), noIndex];
  } else {
    const described = site ? await describe(slug, starlightRoute, site) : [];
    starlightRoute.head = [...head, ...icons(), ...described];
  }
});

const isNotAddress = ({ attrs }: Head[number]) =>
  attrs?.['rel'] !== 'canonical' && attrs?.['property'] !== 'og:url';

const noIndex: Head[number] = { tag: 'meta', attrs: { name: 'robots', content: 'noindex' } };

const icons = (): Head => [
  { tag: 'link', attrs: { rel: 'icon', href: fileAddress('favicon.ico', base), sizes: '48x48' } },
  {
    tag: 'link',
    attrs: { rel: 'apple-touch-icon', href: fileAddress('apple-touch-icon.png', base) },
  },
];

async function describe(slug: string, route: StarlightRouteData, site: URL): Promise<Head> {
  const urlOf = (slug: string) => new URL(pageAddress(slug, base), site).href;
  const card = new URL(fileAddress(`cards/${slug}.png`, base), site).href;
  const { title, description = '', minutes } = route.entry.data;
  const page = { title, description, url: urlOf(slug), card, minutes };
  const entries = slug === 'index' ? await getCollection('docs') : [];
  const chapters = entries.map(({ id, data }) => ({ title: data.title, url: urlOf(id) }));
  const data =
    slug === 'index' ? describeCourse(page, chapters) : describeChapter(page, urlOf('index'));
  return [
    ...Object.entries({
      'og:image': card,
      'og:image:type': 'image/png',
      'og:image:width': String(cardSize.width),
      'og:image:height': String(cardSize.height),
      'og:image:alt': `${title} — 돌려 보는 도커`,
    }).map(([property, content]) => ({ tag: 'meta' as const, attrs: { property, content } })),
    {
      tag: 'script',
      attrs: { type: 'application/ld+json' },
      // In HTML a script's text may hold no end of a script.
      content: JSON.stringify(data).replaceAll('<', '\\u003c'),
    },
  ];
}
