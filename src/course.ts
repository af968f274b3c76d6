/** A part of the course: a heading of the side bar and its chapters in reading order. */
export interface Part {
  title: string;
  /** The half of the course: the first mirrors the study note 004, the second 000; missing for what stands around them. */
  half?: 1 | 2;
  /** Slugs: the names of files in `src/content/docs/` without `.mdx`; they are the URLs and never change. */
  chapters: string[];
}

/** Parts and chapters in order: the one list for side bar and checks. */
export const course: Part[] = [
  { title: '들어가며', chapters: ['index', 'your-own-docker'] },
  {
    title: 'Docker 그리고 Container',
    half: 1,
    chapters: [
      'cloud-native',
      'hello-docker',
      'containers-and-images',
      'isolation-levels',
      'images-move',
      'tags-and-layers',
      'image-management',
    ],
  },
  {
    title: '컨테이너 이미지',
    half: 2,
    chapters: ['container-image', 'build-an-image', 'image-security', 'image-size'],
  },
  {
    title: 'docker 개요',
    half: 2,
    chapters: [
      'what-is-docker',
      'linux-container',
      'os-virtualization',
      'docker-container',
      'oci-specs',
      'docker-image',
      'docker-engine',
      'inside-the-engine',
      'strengths',
      'references',
    ],
  },
  { title: '찾아보기', chapters: ['ledger', 'versions', 'glossary'] },
];

/** Old slugs and the chapters that took their place: links to them keep working. */
export const movedChapters: Readonly<Record<string, string>> = {};

/** Whether a page of the site is one of the course; others are made by the site itself, as the one for wrong addresses. */
export const isCoursePage = (slug: string): boolean =>
  course.some(({ chapters }) => chapters.includes(slug));

/** Path of a chapter's file from the project's root. */
export const chapterFile = (slug: string): string => `src/content/docs/${slug}.mdx`;
