import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chapterFile, type Part } from '../src/course.ts';
import { ChoiceError } from '../src/verify/choose-chapters.ts';
import { failScript } from '../src/verify/fail-script.ts';
import { writeAtomically } from '../src/verify/write-atomically.ts';
import { addToCourse } from './new-chapter/add-to-course.ts';
import { printChapter } from './new-chapter/print-chapter.ts';

const root = process.cwd();
const [slug, title = '', ...more] = process.argv.slice(2);
const example = 'For example: npm run new-chapter -- volumes "볼륨"';

try {
  if (slug === undefined || title.trim() === '' || /[\r\n]/.test(title) || more.length > 0) {
    throw new ChoiceError(`Expected a slug and, in quotes, a title of one line. ${example}`);
  }
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(slug)) {
    throw new ChoiceError(
      `${slug}: expected small letters, digits and single hyphens, since it becomes the address for good. ${example}`,
    );
  }
  const courseFile = join(root, 'src/course.ts');
  const { course } = (await import(pathToFileURL(courseFile).href)) as { course: Part[] };
  const file = chapterFile(slug);
  if (existsSync(join(root, file)) || course.some(({ chapters }) => chapters.includes(slug))) {
    throw new ChoiceError(
      `${file}: expected a new chapter but found that it is there. Choose another slug.`,
    );
  }
  const text = await addToCourse(await readFile(courseFile, 'utf8'), slug);
  await mkdir(dirname(join(root, file)), { recursive: true });
  await writeFile(join(root, file), printChapter(title.trim()), { flag: 'wx' });
  await writeAtomically(courseFile, text);
  console.log(
    `${file}: made, and put at the end of a part in src/course.ts; move it where it belongs.`,
  );
  console.log(`Write with: npm start. Run it whenever you save: npm run verify -- --watch ${file}`);
} catch (error) {
  failScript(error);
}
