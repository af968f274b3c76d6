import { describe, expect, test } from 'vitest';
import type { Drift } from '../../src/transcript/compare.ts';
import { comparePage, updatePage } from './run-page.ts';

/** The machine on which the second recordings of this file were made; the pages show another one. */
const facts = { kernel: '6.18.44-fc-v595', cpus: '2', memory: '25276514304' };

interface Fence {
  meta?: string;
  page: string;
  run: string;
}

const write = (fences: Fence[]) =>
  fences
    .map(({ meta = '', page }) => `\`\`\`console ${meta}\n$ command\n${page}\n\`\`\`\n`)
    .join('\n');
const recordingsOf = (fences: Fence[]) =>
  fences.map(({ run }) => ({ lines: run.split('\n'), exitCode: 0, durationMs: 1 }));
const compare = (...fences: Fence[]): (Drift | undefined)[] =>
  comparePage(write(fences), recordingsOf(fences), facts);

const kernel = 'varies="kernel"';

describe('another machine', () => {
  test.each<[string, Fence]>([
    ['has another kernel', { meta: kernel, page: '6.1.0-28-cloud-amd64', run: facts.kernel }],
    [
      'has another kernel, in a sentence',
      {
        meta: kernel,
        page: 'Linux course 6.8.0-50-generic x86_64',
        run: `Linux course ${facts.kernel} x86_64`,
      },
    ],
    [
      'has other processors and another memory',
      {
        meta: 'varies="kernel cpus memory"',
        page: ' Kernel Version: 6.10.14-linuxkit\n CPUs: 12\n Total Memory: 7.654GiB',
        run: ` Kernel Version: ${facts.kernel}\n CPUs: 2\n Total Memory: 23.54GiB`,
      },
    ],
    ['prints its processors alone', { meta: 'varies="cpus"', page: '16', run: '2' }],
    [
      'prints its processors and its memory and nothing else',
      {
        meta: 'varies="cpus memory"',
        page: '12 8217600000\n8217600000\n12',
        run: '2 25276514304\n25276514304\n2',
      },
    ],
    [
      'refuses more processors than it has',
      {
        meta: 'varies="cpus"',
        page: 'range of CPUs is from 0.01 to 8.00, as there are only 8 CPUs available',
        run: 'range of CPUs is from 0.01 to 2.00, as there are only 2 CPUs available',
      },
    ],
    [
      'prints its memory in other units',
      {
        meta: 'varies="memory"',
        page: 'MemTotal:        8025000 kB\n8217600000',
        run: 'MemTotal:       24684096 kB\n25276514304',
      },
    ],
    [
      'is equal where a machine within it is too',
      {
        meta: kernel,
        page: 'host 6.8.0-50-generic\nguest 6.1.0',
        run: `host ${facts.kernel}\nguest 6.1.0`,
      },
    ],
  ])('%s', (_, fence) => {
    expect(compare(fence)[0]?.sentence).toBeUndefined();
    // What verifies is left as it is.
    expect(updatePage(write([fence]), recordingsOf([fence]), facts)).toBe(write([fence]));
  });
});

describe('is a drift', () => {
  test.each<[string, Fence]>([
    ['a fact in a fence that says nothing', { page: '6.8.0-50-generic', run: facts.kernel }],
    [
      'another fact than the fence says',
      { meta: 'varies="cpus memory"', page: '6.8.0', run: facts.kernel },
    ],
    [
      'a version that is not the kernel’s',
      { meta: kernel, page: 'busybox 1.37.0', run: 'busybox 1.38.0' },
    ],
    [
      'a kernel that is not the machine’s',
      { meta: kernel, page: '6.8.0-50-generic', run: '6.18.44' },
    ],
    [
      'a number that is no fact',
      { meta: 'varies="cpus"', page: 'Containers: 3', run: 'Containers: 2' },
    ],
    [
      'a number of processors that is wrong',
      { meta: 'varies="cpus"', page: 'CPUs: 4', run: 'CPUs: 3' },
    ],
    ['a number of two that is no fact', { meta: 'varies="cpus"', page: '2 3', run: '2 4' }],
    [
      'a memory limit that is not the machine’s',
      { meta: 'varies="memory"', page: '1MiB / 128MiB', run: '1MiB / 64MiB' },
    ],
    [
      'one kernel for two',
      { meta: kernel, page: '6.8.0\n6.9.0', run: `${facts.kernel}\n${facts.kernel}` },
    ],
    ['two kernels for one', { meta: kernel, page: '6.8.0\n6.8.0', run: `${facts.kernel}\n6.8.0` }],
    ['another word beside it', { meta: kernel, page: 'Linux 6.8.0', run: `Minix ${facts.kernel}` }],
  ])('%s', (_, fence) => {
    expect(compare(fence)[0]).toBeDefined();
  });
});

test('a fact is one over the chapter', () => {
  const first = { meta: kernel, page: '6.8.0', run: facts.kernel };
  expect(compare(first, first).filter(Boolean)).toEqual([]);
  const [, second] = compare(first, { ...first, page: '6.9.0' });
  expect(second?.sentence).toMatchInlineSnapshot(
    `"expected 6.9.0, which nothing before names, but found 6.8.0, the kernel named on line 3. Correct the page, or if what was printed is right, let "npm run record" write it."`,
  );
});

test('without facts of the machine, nothing varies', () => {
  const fence = { meta: kernel, page: '6.8.0', run: facts.kernel };
  expect(comparePage(write([fence]), recordingsOf([fence]))[0]).toBeDefined();
});

test('where such a fence drifted, the page keeps the facts that it used', () => {
  const fence = { meta: kernel, page: 'Linux 6.8.0 old', run: `Linux ${facts.kernel} new` };
  expect(updatePage(write([fence]), recordingsOf([fence]), facts)).toBe(
    write([{ ...fence, page: 'Linux 6.8.0 new' }]),
  );
});
