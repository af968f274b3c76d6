import { expect, test } from 'vitest';
import { readPulledImages } from '../../src/verify/read-pulled-images.ts';

const read = (text: string) => readPulledImages({ file: 'a.mdx', text });

test.for([
  ['no front matter', '# 장\n\n---\nimages: [a]\n---\n', []],
  ['front matter without images', '---\ntitle: 장\n---\n', []],
  ['empty front matter', '---\n\n---\n', []],
  ['images', '---\ntitle: 장\nimages: [localhost:5050/web:1.0]\n---\n', ['localhost:5050/web:1.0']],
  ['CRLF', '---\r\nimages:\r\n  - a:1\r\n  - b:2\r\n---\r\ntext', ['a:1', 'b:2']],
] as const)('%s', ([, text, images]) => {
  expect(read(text)).toEqual(images);
});

test.for(['---\ntitle: a\nimages: web\n---\n', '---\ntitle: a\nimages: [1]\n---\n'])(
  'images that are no list of names are refused on their line',
  (text) => {
    expect(() => read(text)).toThrow(
      'a.mdx:3:1: expected front matter with a list of names in "images" but could not read it so. Write it like ["localhost:5050/web:1.0"].',
    );
  },
);

test('front matter that does not parse is refused', () => {
  expect(() => read('---\nimages: ["a\n---\n')).toThrow('a.mdx:2:1: expected front matter');
});
