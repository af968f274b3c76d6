import type { ChapterReport, FenceReport, Report } from '../../src/transcript/types.ts';

type Fence = Pick<FenceReport, 'hash'> & Partial<FenceReport>;

/** A report with one chapter, as a verify run writes it. */
export function madeReport(file: string, fences: Fence[], more?: Partial<ChapterReport>): Report {
  const chapter: ChapterReport = {
    file,
    date: '2026-11-21T10:27:00.000Z',
    commit: '0123456789abcdef0123456789abcdef01234567',
    dirty: false,
    engineLine: '28.5-containerd',
    engine: {
      server: '28.5.2',
      client: '28.5.2',
      imageStore: 'containerd',
      platform: 'linux/amd64',
    },
    durationMs: 65_400,
    fences: fences.map((fence) => ({
      line: 1,
      outcome: 'verified',
      steps: [{ command: 'docker ps', line: 2, outcome: 'verified', durationMs: 1250 }],
      ...fence,
    })),
    ...more,
  };
  return { version: 1, chapters: [chapter] };
}
