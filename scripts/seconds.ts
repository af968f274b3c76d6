import { writeFile } from 'node:fs/promises';
import { chapterFile, course } from '../src/course.ts';
import { findPublishedLine } from '../src/sandbox/engine-line.mjs';
import { secondsFile } from '../src/verify/choose-share.ts';
import { readReport } from '../src/verify/write-report.ts';

const published = findPublishedLine();
const { chapters } = await readReport(process.cwd());
const files = new Set(course.flatMap((part) => part.chapters.map(chapterFile)));
const seconds = chapters
  .filter(({ file, engineLine }) => engineLine === published && files.has(file))
  .map(({ file, durationMs }) => [file, Math.ceil(durationMs / 1000)]);

await writeFile(secondsFile, `${JSON.stringify(Object.fromEntries(seconds), undefined, 2)}\n`);
console.log(`${seconds.length} chapters, as the last runs on ${published} took.`);
