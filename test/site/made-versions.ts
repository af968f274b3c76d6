import type { VersionChapter } from '../../src/components/versions.ts';
import { parseChapter } from '../../src/transcript/parse-chapter.ts';
import { parseDifferences } from '../../src/transcript/parse-differences.ts';

/** The published line first. */
export const lines = ['28.5-containerd', '28.5-overlay2', '26.1-overlay2'];

export const FILE = 'src/content/docs/a.mdx';

/** A chapter of two steps. */
export const page = `\`\`\`console id="list"
$ docker images
web  3f2a9c81d07e  4.42MB
$ docker run --detach web
e85b3c97420d
\`\`\`
`;

/** What a line is known to print at a step of it. */
export const section = (step: number, why: string, output: string) => `## list, step ${step}

${why}

\`\`\`console
$ ${step === 1 ? 'docker images' : 'docker run --detach web'}
${output}
\`\`\`

`;

/** The chapter, with what each of some lines is known to print differently in it. */
export const chapterOf = (known: Record<string, string>): VersionChapter => ({
  ...{ slug: 'a', title: '가', chapter: parseChapter(FILE, page) },
  ofLines: Object.entries(known).map(([line, text]) => ({
    line,
    differences: parseDifferences(`engines/${line}/a.md`, text),
  })),
});
