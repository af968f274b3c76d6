import type { StyleOverrides } from '@astrojs/starlight/expressive-code';

const ground = 'var(--course-terminal)';
const line = 'var(--sl-color-hairline)';

/** The frame of every code block, in the colours of `styles/theme.css`. */
export const codeStyle: StyleOverrides = {
  borderRadius: '0.625rem',
  borderColor: line,
  codeBackground: ground,
  codeFontSize: '0.84375rem',
  codeLineHeight: '1.65',
  codePaddingBlock: '0.875rem',
  codePaddingInline: '1.125rem',
  uiFontSize: '0.8125rem',
  focusBorder: 'var(--sl-color-text-accent)',
  scrollbarThumbColor: 'var(--sl-color-gray-5)',
  scrollbarThumbHoverColor: 'var(--sl-color-gray-4)',
  frames: {
    frameBoxShadowCssValue: 'none',
    editorTabBarBackground: 'transparent',
    editorTabBarBorderBottomColor: line,
    editorActiveTabBackground: ground,
    editorActiveTabForeground: 'var(--sl-color-text)',
    editorActiveTabIndicatorTopColor: 'transparent',
    inlineButtonForeground: 'var(--sl-color-text)',
    tooltipSuccessBackground: 'var(--sl-color-text-accent)',
    tooltipSuccessForeground: 'var(--sl-color-black)',
  },
};
