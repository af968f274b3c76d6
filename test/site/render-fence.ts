import { ExpressiveCode } from '@astrojs/starlight/expressive-code';
import {
  getClassNames,
  select,
  selectAll,
  toHtml,
  toText,
} from '@astrojs/starlight/expressive-code/hast';
import { codeColoursPlugin } from '../../src/site/code-colours-plugin.ts';
import { codeThemes } from '../../src/site/code-themes.ts';
import { transcriptPlugin } from '../../src/site/transcript-plugin.ts';
import type { Report } from '../../src/transcript/types.ts';

interface Options {
  meta?: string;
  language?: string;
  report?: Report | undefined;
  root?: string;
  repository?: string | undefined;
  otherLines?: readonly string[];
  /** The chapter's file, from `root`. */
  file?: string;
}

/** Plain blanks behind a prompt, so that tests can be read. */
const withBlanks = (text: string) => text.replaceAll('\u00a0', ' ');

/** Renders a fence of `chapter.mdx` with Expressive Code itself, as the site does. */
export async function renderFence(
  code: string,
  {
    meta = '',
    language = 'console',
    report,
    root = '/course',
    repository,
    otherLines,
    file = 'chapter.mdx',
  }: Options = {},
) {
  // What is wrong is thrown; the engine need not print it too.
  const logger = { label: '', warn: () => {}, error: () => {} };
  const engine = new ExpressiveCode({
    plugins: [transcriptPlugin({ report, root, repository, otherLines }), codeColoursPlugin()],
    themes: codeThemes,
    useDarkModeMediaQuery: false,
    themeCssSelector: ({ type }) => `[data-theme='${type}']`,
    logger,
  });
  const parentDocument = { sourceFilePath: `${root}/${file}` };
  const { renderedGroupAst } = await engine.render({ code, language, meta, parentDocument });
  const button = select('.copy button', renderedGroupAst);
  return {
    html: toHtml(renderedGroupAst),
    figure: select('figure', renderedGroupAst)?.properties,
    /** What the copy button puts on the clipboard; undefined where there is no button. */
    copied: button?.properties['dataCode']?.toString().replaceAll('\u007f', '\n'),
    notes: selectAll('figcaption p', renderedGroupAst).map((note) => toText(note)),
    badge: select('.badge', renderedGroupAst),
    /** What other engine lines print, each with its lines' names. */
    elsewhere: selectAll('.on-line', renderedGroupAst).map((each) => ({
      lines: each.properties['dataLines'],
      text: selectAll('p, .line-screen > div', each).map((line) => withBlanks(toText(line))),
    })),
    lines: selectAll('.ec-line', renderedGroupAst).map((line) => {
      const kind = getClassNames(line).filter((name) => name.startsWith('step-'));
      return `${kind.join(' ').replaceAll('step-', '')}: ${withBlanks(toText(line, { whitespace: 'pre' }))}`;
    }),
  };
}
