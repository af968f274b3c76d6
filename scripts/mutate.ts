import { globSync } from 'node:fs';
import { join } from 'node:path';
import { mutate } from '../src/mutate/mutate.ts';
import { courseDigests, readImagesLock } from '../src/sandbox/course-images.ts';
import { compareStep } from '../src/transcript/compare-step.ts';
import { parseChapter } from '../src/transcript/parse-chapter.ts';
import { ChoiceError } from '../src/verify/choose-chapters.ts';
import { failScript } from '../src/verify/fail-script.ts';
import { readChapterText } from '../src/verify/read-chapter-text.ts';

/** Where there are more places than this in a chapter, a sample of a kind is tried. */
const MOST = 300;

const root = process.cwd();
const [word = '1'] = process.argv.slice(2);

try {
  if (!/^[0-9]+$/.test(word)) {
    throw new ChoiceError(`Expected a whole number, which chooses the sample, but found ${word}.`);
  }
  const files = globSync(
    ['src/content/docs/**/*.{md,mdx}', 'test/{mutate,transcript}/chapters/*.{md,mdx}'],
    {
      cwd: root,
    },
  );
  // One is wrong on purpose.
  const toRead = files.filter((file) => !file.endsWith('/wrong.mdx')).sort();
  const chapters = await Promise.all(
    toRead.map(async (file) => parseChapter(file, await readChapterText(join(root, file), file))),
  );
  const literals = courseDigests(readImagesLock());
  const mutating = { literals, compare: compareStep, seed: Number(word), most: MOST };
  process.exitCode = mutate(chapters, mutating, (text) => console.log(text));
} catch (error) {
  failScript(error);
}
