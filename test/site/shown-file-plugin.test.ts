import { expect, test } from 'vitest';
import { ExpressiveCode } from '@astrojs/starlight/expressive-code';
import { select, selectAll, toText } from '@astrojs/starlight/expressive-code/hast';
import { shownFilePlugin } from '../../src/site/shown-file-plugin.ts';

async function draw(code: string, language: string, meta: string) {
  const engine = new ExpressiveCode({
    plugins: [shownFilePlugin()],
    defaultProps: { overridesByLang: { sh: { frame: 'none' } } },
  });
  return (await engine.render({ code, language, meta })).renderedGroupAst;
}

async function captionOf(language: string, meta: string): Promise<string | undefined> {
  const caption = select('figcaption', await draw('x', language, meta));
  return caption ? toText(caption) : undefined;
}

test.each(['dockerfile', 'sh', 'yaml'])(
  'a file in %s shows its path and a word on it',
  async (language) => {
    expect(await captionOf(language, 'title="app/x"')).toBe(
      'app/x적힌 그대로 파일로 만들어 돌려요',
    );
  },
);

test('code without a title is no file', async () => {
  expect(await captionOf('yaml', '')).toBe('');
});

test('the options in a file stay whole', async () => {
  const drawn = await draw('COPY --from=build /app/a-b ./', 'dockerfile', 'title="Dockerfile"');
  expect(selectAll('.option', drawn).map((option) => toText(option))).toEqual(['--from']);
});
