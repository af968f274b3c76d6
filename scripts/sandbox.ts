import { readFile } from 'node:fs/promises';
import { SandboxError } from '../src/sandbox/errors.ts';
import { parseChapter } from '../src/transcript/parse-chapter.ts';
import { TranscriptError } from '../src/transcript/transcript-error.ts';
import { ChoiceError, chooseChapters } from '../src/verify/choose-chapters.ts';
import { chooseLines } from '../src/verify/choose-lines.ts';
import { readOptions } from '../src/verify/read-options.ts';
import { startMachines } from '../src/verify/start-machines.ts';

const root = process.cwd();
const from = process.env['INIT_CWD'] ?? root;

try {
  const { names, engines } = readOptions(process.argv.slice(2), ['engine']);
  const [chapter, ...more] = names;
  const [engineLine, ...moreLines] = chooseLines(engines);
  if (moreLines.length > 0) {
    throw new ChoiceError('Expected one engine line. Name it, for example: --engine 28.5-overlay2');
  }
  if (chapter === undefined || more.length > 0) {
    throw new ChoiceError(
      'Expected one chapter. Name it, for example: npm run sandbox -- image-management',
    );
  }
  const isPath = /\.mdx?$/.test(chapter);
  const [chosen] = isPath
    ? await chooseChapters([chapter], { root, from })
    : await chooseChapters([`src/content/docs/${chapter}.mdx`], { root, from: root });
  const path = chosen?.path ?? chapter;
  const content = parseChapter(chapter, await readFile(path, 'utf8'));
  const { sandboxes, stop } = await startMachines(content, engineLine);
  try {
    for (const sandbox of sandboxes) {
      for (const file of content.files) await sandbox.writeFile(file.path, file.text);
    }
    const [sandbox] = sandboxes;
    const [name, ...others] = content.hosts;
    const images = content.needs.includes('bundle')
      ? "the course's bundle, no registry"
      : 'the course images on localhost:5050';
    console.log(
      `A throwaway machine with Docker Engine ${sandbox?.engine.server} and ${images}.\n` +
        (name === undefined
          ? ''
          : `It is ${name}; on its wire: ${others.join(', ') || 'nobody'}.\n`) +
        'Nothing you do here reaches your own machine. Leave with "exit"; then it is gone.',
    );
    await sandbox?.openTerminal({ input: process.stdin, output: process.stdout });
  } finally {
    await stop();
  }
} catch (error) {
  const isOurs = [ChoiceError, SandboxError, TranscriptError].some((kind) => error instanceof kind);
  if (!isOurs) throw error;
  console.error((error as Error).message);
  process.exitCode = 1;
}
