/**
 * Where what an engine line prints differently in a chapter is kept, from the project's root; undefined for a file that is no
 * page of the course: nothing is kept of it.
 */
export function differencesFile(engineLine: string, chapterFile: string): string | undefined {
  const name = /^src\/content\/docs\/(.+)\.mdx?$/.exec(chapterFile)?.[1];
  return name === undefined ? undefined : `engines/${engineLine}/${name}.md`;
}
