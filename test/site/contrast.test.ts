import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync(new URL('../../src/site/styles/theme.css', import.meta.url), 'utf8');

/** The colours that one theme's rule gives to custom properties. */
function coloursOf(selector: string): Map<string, string> {
  const start = css.indexOf(`${selector} {`);
  const rule = css.slice(start, css.indexOf('}', start));
  return new Map(
    [...rule.matchAll(/(--[\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  );
}

/** https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

describe.each([
  ['dark', ':root', '--sl-color-accent-high'],
  ['light', ":root[data-theme='light']", '--sl-color-accent'],
])('in the %s theme', (_, selector, link) => {
  const colours = coloursOf(selector);
  const page = '--sl-color-black';
  const terminal = '--course-terminal';
  test.each([
    ...['--sl-color-white', '--sl-color-gray-2', '--sl-color-gray-3', link].flatMap((text) =>
      [page, terminal, '--course-surface'].map((ground) => [text, ground]),
    ),
    ['--course-green', page],
    ['--course-green', terminal],
    ...['green', 'amber', 'red', 'gray'].map((tone) => [
      `--course-${tone}`,
      `--course-${tone}-soft`,
    ]),
  ])('%s on %s reads at 4.5:1', (text = '', ground = '') => {
    const pair = [colours.get(text), colours.get(ground)];
    expect(pair).not.toContain(undefined);
    expect(contrast(pair[0] ?? '', pair[1] ?? '')).toBeGreaterThanOrEqual(4.5);
  });

  test('a command stands out from its output', () => {
    const [command = '', output = '', ground = ''] = [
      '--sl-color-white',
      '--sl-color-gray-3',
      terminal,
    ].map((name) => colours.get(name));
    expect(contrast(command, ground)).toBeGreaterThan(2 * contrast(output, ground));
  });
});
