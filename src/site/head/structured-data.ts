/** A page as search engines are told of it; `url` is whole. */
export interface DescribedPage {
  title: string;
  description: string;
  url: string;
  /** Whole address of its card. */
  card: string;
  minutes?: number | undefined;
}

/** What the course is, for search engines, as JSON-LD. */
export const describeCourse = (
  page: DescribedPage,
  chapters: readonly Pick<DescribedPage, 'title' | 'url'>[],
): object => ({
  '@context': 'https://schema.org',
  '@type': 'Course',
  '@id': page.url,
  name: courseName,
  description: page.description,
  url: page.url,
  image: page.card,
  ...common,
  provider: { '@type': 'Organization', name: courseName, url: page.url },
  hasPart: chapters.map(({ title, url }) => ({ '@type': 'LearningResource', name: title, url })),
});

/** What a chapter is, for search engines, as JSON-LD; `course` is the whole address of the course. */
export const describeChapter = (
  { title, description, url, card, minutes }: DescribedPage,
  course: string,
): object => ({
  '@context': 'https://schema.org',
  '@type': 'LearningResource',
  name: title,
  description,
  url,
  image: card,
  ...common,
  ...(minutes === undefined ? {} : { timeRequired: `PT${minutes}M` }),
  isPartOf: { '@type': 'Course', '@id': course, name: courseName, url: course },
});

const courseName = '돌려 보는 도커';

const common = { inLanguage: 'ko', isAccessibleForFree: true };
