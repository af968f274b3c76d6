import type { ExpressiveCodePlugin } from '@astrojs/starlight/expressive-code';
import { addClassName, h, select } from '@astrojs/starlight/expressive-code/hast';

/** Draws a fence with a title, which is a file that the chapter's commands find, with its path and a word on that. */
export function shownFilePlugin(): ExpressiveCodePlugin {
  return {
    name: 'Shown file',
    hooks: {
      preprocessMetadata({ codeBlock }) {
        // Without a frame the path would not be seen.
        if (codeBlock.props.title && codeBlock.language !== 'console') {
          codeBlock.props.frame = 'code';
        }
      },
      postprocessRenderedBlock({ codeBlock, renderData }) {
        const caption = select('figure.has-title > figcaption', renderData.blockAst);
        if (!codeBlock.props.title || !caption) return;
        addClassName(renderData.blockAst, 'shown-file');
        caption.children.push(
          h('span', { class: 'note-file' }, '적힌 그대로 파일로 만들어 돌려요'),
        );
      },
    },
  };
}
