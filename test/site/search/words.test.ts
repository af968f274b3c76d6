import fc from 'fast-check';
import { expect, test } from 'vitest';
import { synonyms } from '../../../src/site/search/synonyms.ts';
import { pairsOf, readQuery, tokenize, waysToWrite } from '../../../src/site/search/words.ts';

const hangul = fc.string({
  unit: fc.integer({ min: 0xac00, max: 0xd7a3 }).map((code) => String.fromCharCode(code)),
  minLength: 2,
  maxLength: 6,
});

test('a word is found in whatever carries it, with particles and in compounds', () => {
  expect(tokenize('도커이미지를')).toEqual(['docker', '이미', '미지', '지를']);
  expect(tokenize('runc로 만든 docker.sock')).toEqual(['runc', '로', '만든', 'docker', 'sock']);
});

test('the pairs of a word are among those of any text that holds it', () => {
  fc.assert(
    fc.property(hangul, hangul, hangul, (before, word, after) => {
      expect(pairsOf(before + word + after)).toEqual(expect.arrayContaining(pairsOf(word)));
    }),
  );
});

test('a query leaves out lone syllables and empty words, unless there is nothing else', () => {
  expect(readQuery('runc로 이미지 지우는 방법')).toEqual(['runc', '이미지', '지우는']);
  expect(readQuery('법')).toEqual(['법']);
  expect(readQuery(' !? ')).toEqual([]);
});

test('every synonym is taken for its meaning, in a query as in the course', () => {
  for (const [meant, words] of Object.entries(synonyms)) {
    for (const word of words) {
      expect(tokenize(word), word).toEqual(tokenize(meant));
      expect(waysToWrite(meant)).toContain(word.toLowerCase());
    }
  }
});

test('a Latin synonym counts only as a word of its own', () => {
  expect(tokenize('m1')).toEqual(['arm64']);
  expect(tokenize('0m1s')).toEqual(['0m1s']);
});

test('a text reads the same whether its syllables are composed or not', () => {
  expect(tokenize('컨테이너'.normalize('NFD'))).toEqual(tokenize('컨테이너'));
});
