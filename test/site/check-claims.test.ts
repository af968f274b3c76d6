import { expect, test } from 'vitest';
import type { NoteClaim } from '../../src/claims.ts';
import { checkClaims, findMissingClaims } from '../../src/site/check-claims.ts';
import { parseChapter } from '../../src/transcript/parse-chapter.ts';

const claims: NoteClaim[] = ['H1', 'H2'].map((id) => ({
  id,
  note: '004',
  heading: 'Hello',
  says: '말',
}));

const fences = '```console id="runs"\n$ ls\n```\n\n```console id="not" skip="까닭"\n$ ls\n```\n\n';
const chapter = (text: string, note?: string, file = 'a.mdx') => ({
  chapter: parseChapter(file, fences + text),
  note,
});
const check = (text: string, note?: string) => checkClaims(claims, [chapter(text, note)]);

test('claims that a chapter judges by fences that run are well', () => {
  const text =
    '<Claim id="H1" verdict="확인" evidence="runs">\n  까닭\n</Claim>\n\n<Claim id="H2" verdict="서술" />\n';
  expect(check(text, '004')).toEqual([]);
  expect(findMissingClaims(claims, [chapter(text).chapter])).toEqual([]);
});

test('a claim that no chapter judges is missing', () => {
  const { chapter: told } = chapter('<Claim id="H1" verdict="서술" />');
  expect(findMissingClaims(claims, [told])).toEqual(['H2']);
});

test('an unknown claim, a strange verdict and missing evidence are told with their place', () => {
  expect(check('<Claim id="H9" verdict="맞음" />\n\n<Claim id="H1" verdict="확인" />'))
    .toMatchInlineSnapshot(`
    [
      "a.mdx:9:1: expected a verdict of 확인, 보완, 정정, 서술 but found "맞음".",
      "a.mdx:9:1: expected the id of a claim of src/claims.ts but found "H9". Correct it.",
      "a.mdx:11:1: expected evidence for H1 but found none. Name the fences that show it, or judge it 서술.",
    ]
  `);
});

test('evidence that is no fence, or a fence that is not run, is refused', () => {
  expect(check('<Claim id="H1" verdict="확인" evidence="nothing not runs" />'))
    .toMatchInlineSnapshot(`
    [
      "a.mdx:9:1: expected a fence with id="nothing", the evidence of H1, but the chapter has none. Correct the name.",
      "a.mdx:9:1: expected evidence that runs but found "not", which is marked skip. Show H1 by another fence.",
    ]
  `);
});

test('a claim is judged once in the whole course', () => {
  const text = '<Claim id="H1" verdict="서술" />';
  expect(checkClaims(claims, [chapter(text), chapter(text, undefined, 'b.mdx')]))
    .toMatchInlineSnapshot(`
    [
      "b.mdx:9:1: expected each claim once but found H1, which a.mdx:9:1 judges. Delete one.",
    ]
  `);
});

test('a chapter that mirrors a note judges something', () => {
  expect(check('글', '004')).toMatchInlineSnapshot(`
    [
      "a.mdx:1:1: expected a <Claim>, since the chapter mirrors note 004, but found none. Judge a claim of src/claims.ts, or take "note" out of the front matter.",
    ]
  `);
  expect(check('글')).toEqual([]);
});
