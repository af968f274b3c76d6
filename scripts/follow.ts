import { readFile } from 'node:fs/promises';
import { chapterFile, course } from '../src/course.ts';
import { startHosts } from '../src/sandbox/sandbox.ts';
import { parseChapter } from '../src/transcript/parse-chapter.ts';
import { failScript } from '../src/verify/fail-script.ts';
import { followCourse } from '../src/verify/follow-course.ts';
import { readerDifferences } from '../src/verify/reader-differences.ts';
import { publishedEngineLine } from '../src/verify/start-machines.ts';

try {
  const files = course.flatMap((part) => part.chapters.map(chapterFile));
  const chapters = await Promise.all(
    files.map(async (file) => parseChapter(file, await readFile(file, 'utf8'))),
  );
  const needs = [...new Set(chapters.flatMap((chapter) => chapter.needs))];
  // Named as no page names a computer.
  const { sandboxes, stop } = await startHosts({ engineLine: publishedEngineLine, needs }, [
    'laptop',
  ]);
  try {
    for (const sandbox of sandboxes) {
      const findings = await followCourse(chapters, sandbox, {
        differences: readerDifferences,
        print: (line) => console.log(line),
      });
      for (const finding of findings) console.error(finding);
      if (findings.length > 0) process.exitCode = 1;
    }
  } finally {
    await stop();
  }
} catch (error) {
  failScript(error);
}
