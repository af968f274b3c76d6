import { ChoiceError, readChapter, type ChosenChapter } from './choose-chapters.ts';
import { displayPath } from './chapter-plugin.ts';

/** Of the one chosen chapter, the steps up to and including the fence with this id; throws a `ChoiceError` with the ids that there are. */
export async function chooseUntil(
  chosen: readonly ChosenChapter[],
  id: string,
  root: string,
): Promise<ChosenChapter[]> {
  const [only, ...more] = chosen;
  if (only === undefined || more.length > 0 || only.lines !== undefined) {
    const found = only?.lines === undefined ? `${chosen.length} files` : 'lines of one';
    throw new ChoiceError(
      `--until: expected one whole file but found ${found}. For example: npm run verify -- --until ${id} src/content/docs/image-management.mdx`,
    );
  }
  const chapter = await readChapter(only.path, root);
  // Its fences are wrong: Vitest says of each what and where.
  if (chapter === undefined) return [only];
  const last = chapter.transcripts.findIndex(({ meta }) => meta.id === id);
  if (last < 0) {
    const ids = chapter.transcripts.flatMap(({ meta }) => meta.id ?? []);
    throw new ChoiceError(
      `${displayPath(root, only.path)}: expected a fence with id="${id}" but found ${ids.join(', ') || 'no ids'}. ` +
        (ids.length > 0 ? 'Choose one of these.' : 'Give the fence an id.'),
    );
  }
  const steps = chapter.transcripts.slice(0, last + 1).flatMap((fence) => fence.steps);
  return [{ path: only.path, lines: steps.map(({ place }) => place.line) }];
}
