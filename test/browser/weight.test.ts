import { join } from 'node:path';
import { expect, test } from 'vitest';
import { weighPage } from '../../scripts/bench/weigh-page.ts';
import { course } from '../../src/course.ts';
import { root } from './copy-site.ts';

const slugs = course.flatMap(({ chapters }) => chapters);

test.each(slugs)(
  '%s weighs at most 60 KB of HTML and CSS and 25 KB of scripts, packed with gzip',
  (slug) => {
    const page = slug === 'index' ? 'index.html' : `${slug}/index.html`;
    const { text, script } = weighPage(join(root, 'dist'), page);
    expect(text).toBeGreaterThan(5_000);
    expect(text).toBeLessThanOrEqual(60_000);
    expect(script).toBeGreaterThan(1_000);
    expect(script).toBeLessThanOrEqual(25_000);
  },
);
