import type { ExpressiveCodeBlock, ExpressiveCodePlugin } from '@astrojs/starlight/expressive-code';
import { addClassName, h, select } from '@astrojs/starlight/expressive-code/hast';
import { keepOptionsWhole } from './keep-options-whole.ts';

/** Draws a fence with a title, which is a file that the chapter's commands find, with its path and a word on that; its options stay whole where a line wraps. */
export function shownFilePlugin(): ExpressiveCodePlugin {
  return {
    name: 'Shown file',
    hooks: {
      preprocessMetadata({ codeBlock }) {
        // Without a frame the path would not be seen.
        if (isFile(codeBlock)) codeBlock.props.frame = 'code';
      },
      postprocessRenderedLine({ codeBlock, renderData }) {
        if (isFile(codeBlock)) keepOptionsWhole(renderData.lineAst);
      },
      postprocessRenderedBlock({ codeBlock, renderData }) {
        const caption = select('figure.has-title > figcaption', renderData.blockAst);
        if (!isFile(codeBlock) || !caption) return;
        addClassName(renderData.blockAst, 'shown-file');
        caption.children.push(
          h('span', { class: 'note-file' }, '적힌 그대로 파일로 만들어 돌려요'),
        );
      },
    },
  };
}

const isFile = ({ props, language }: ExpressiveCodeBlock) =>
  Boolean(props.title) && language !== 'console';
