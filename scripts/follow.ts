import { join } from 'node:path';
import { chapterFile, course } from '../src/course.ts';
import { findPublishedLine } from '../src/sandbox/engine-line.mjs';
import { loadChapter } from '../src/verify/load-chapter.ts';
import { failScript } from '../src/verify/fail-script.ts';
import { followCourse } from '../src/verify/follow-course.ts';
import { clearFollowed, writeFollowed } from '../src/verify/followed-file.ts';
import { readChapterText } from '../src/verify/read-chapter-text.ts';
import { readerDifferences } from '../src/verify/reader-differences.ts';
import { startReader } from '../src/verify/start-reader.ts';

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
