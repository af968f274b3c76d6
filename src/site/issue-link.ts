import type { Run } from './badge.ts';

/** Where a reader's screen differs from the page. */
export interface SeenPlace {
  /** The chapter's file, from the project's root. */
  file: string;
  /** The fence's anchor. */
  fence: string;
  /** The run that the page's badge speaks of. */
  run?: Run | undefined;
}

/** The address of a new issue, filled in as far as the page knows; `repository` is an address as GitHub and Forgejo have it. */
export function issueLink(repository: string, { file, fence, run }: SeenPlace): string {
  const chapter = file.replace(/^.*\/|\.mdx?$/g, '');
  const engine = run
    ? [run.engineLine, run.engine?.server, run.commit.slice(0, 10)].filter(Boolean).join(', ')
    : '확인되지 않음';
  const body = [
    `- 기록: ${chapter}#${fence}`,
    `- 사이트의 엔진: ${engine}`,
    '- 내 엔진(docker version): ',
    '',
    '내 화면:',
    '',
    '```',
    '',
    '```',
  ];
  const query = { title: `${chapter}#${fence}: 내 화면은 달라요`, body: body.join('\n') };
  const words = Object.entries(query).map(([key, value]) => `${key}=${encode(value)}`);
  return `${repository}/issues/new?${words.join('&')}`;
}

/** Hangul may stand as it is, at a third of the length. */
const encode = (text: string) =>
  encodeURIComponent(text).replace(/(?:%E[A-D]%[89AB].%[89AB].)+/g, decodeURIComponent);
