import { ExpressiveCodeTheme } from '@astrojs/starlight/expressive-code';

/** What code is made of. */
export type Ink = 'ink' | 'command' | 'keyword' | 'string' | 'value' | 'comment';

type Palette = Record<'ground' | Ink, string>;

/** Colours of code, few and calm. Expressive Code raises what lacks contrast. */
export const codePalettes: Record<'dark' | 'light', Palette> = {
  dark: {
    ground: '#0d1212',
    ink: '#e1e7e3',
    command: '#8ed5ca',
    keyword: '#8ed5ca',
    string: '#d9c48f',
    value: '#e0ae86',
    comment: '#98a49f',
  },
  light: {
    ground: '#f5f4ee',
    ink: '#202b29',
    command: '#095450',
    keyword: '#095450',
    string: '#674400',
    value: '#94481c',
    comment: '#58635f',
  },
};

/** Dark and light, in this order. */
export const codeThemes: ExpressiveCodeTheme[] = [theme('dark'), theme('light')];

function theme(type: 'dark' | 'light') {
  const palette = codePalettes[type];
  const rule = (scope: string[], foreground: string) => ({ scope, settings: { foreground } });
  return new ExpressiveCodeTheme({
    name: `course-${type}`,
    type,
    colors: { 'editor.background': palette.ground, 'editor.foreground': palette.ink },
    settings: [
      { settings: { background: palette.ground, foreground: palette.ink } },
      rule(['comment', 'punctuation.definition.comment'], palette.comment),
      rule(['keyword', 'storage', 'entity.name.tag'], palette.keyword),
      rule(['entity.name.function', 'entity.name.command', 'support.function'], palette.command),
      rule(['string', 'punctuation.definition.string'], palette.string),
      rule(['constant', 'variable.other.normal', 'variable.language'], palette.value),
      // Arguments of a shell command are strings to the grammar, and plain words to a reader.
      rule(['string.unquoted.argument', 'constant.other.option', 'keyword.operator'], palette.ink),
    ],
  });
}
