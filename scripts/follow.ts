import { join } from 'node:path';
import { chapterFile, course } from '../src/course.ts';
import { followCourse } from '../src/follow/follow-course.ts';
import { clearFollowed, writeFollowed } from '../src/follow/followed-file.ts';
import { readerDifferences } from '../src/follow/reader-differences.ts';
import { startReader } from '../src/follow/start-reader.ts';
import { findPublishedLine } from '../src/sandbox/engine-line.mjs';
import { loadChapter } from '../src/verify/load-chapter.ts';
import { failScript } from '../src/verify/fail-script.ts';
import { readChapterText } from '../src/verify/read-chapter-text.ts';

const root = process.cwd();
const options = { root, engineLine: findPublishedLine(), isRecording: false };

try {
  await clearFollowed(root);
  const chapters = await Promise.all(
    course
      .flatMap((part) => part.chapters.map(chapterFile))
      .map(async (file) =>
        loadChapter(await readChapterText(join(root, file), file), { ...options, file }),
      ),
  );
  const { sandbox, stop } = await startReader();
  try {
    const findings = await followCourse(chapters, sandbox, {
      differences: readerDifferences,
      print: (line) => console.log(line),
    });
    await writeFollowed(root, findings);
    for (const finding of findings) console.error(finding);
    if (findings.length > 0) process.exitCode = 1;
  } finally {
    await stop();
  }
} catch (error) {
  failScript(error);
}
