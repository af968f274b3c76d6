import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { contentPolicy } from '../../../src/site/built/content-policy.ts';
import { headersFile, withPolicy } from '../../../src/site/built/policy-integration.ts';
import { readBuiltPage } from '../../../src/site/built/read-built-pages.ts';

const pageOf = (head: string, body = '') =>
  readBuiltPage(
    'a/index.html',
    `<!DOCTYPE html><html><head>${head}</head><body>${body}</body></html>`,
  );
const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const directive = (policy: string, name: string) =>
  policy.split('; ').find((each) => each.startsWith(`${name} `));

test('a page may use what is of the site, and what stands in it now', () => {
  const page = pageOf(
    '<script>if (1 < 2 && "a") run();</script><style>p{color:red}</style><script src="/a.js"></script>',
    '<p style="--a: url(&quot;x&quot;)"></p><template><script type="module">go()</script></template>',
  );
  const policy = contentPolicy(page);
  const scripts = [hash('if (1 < 2 && "a") run();'), hash('go()')].toSorted();
  expect(directive(policy, 'script-src')).toBe(`script-src 'self' ${scripts.join(' ')}`);
  expect(directive(policy, 'style-src')).toBe(`style-src 'self' ${hash('p{color:red}')}`);
  expect(directive(policy, 'style-src-attr')).toBe(
    `style-src-attr 'unsafe-hashes' ${hash('--a: url("x")')}`,
  );
});

test('a page without any of them allows none', () => {
  expect(contentPolicy(pageOf('<script type="application/ld+json">{}</script>')).split('; '))
    .toMatchInlineSnapshot(`
    [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "style-src-attr 'unsafe-hashes'",
      "img-src 'self' data:",
      "font-src 'self'",
      "connect-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
    ]
  `);
});

test('the policy stands behind the charset and above whatever it is for', () => {
  const html = withPolicy(pageOf('<meta charset="utf-8"/><script>a</script>'));
  expect(html).toMatch(
    /^<!DOCTYPE html><html><head><meta charset="utf-8"\/><meta http-equiv="Content-Security-Policy" content="default-src 'none'; [^"]*"\/><script>a<\/script>/,
  );
});

test('a page without a head, as redirects are, has it behind the doctype', () => {
  const page = readBuiltPage('a/index.html', '<!doctype html><title>a</title>');
  expect(withPolicy(page)).toMatch(/^<!doctype html><meta http-equiv="Content-Sec[^>]*><title>/);
});

test('headers are for all below the base path, allow what any page needs, and say who may frame one', () => {
  const pages = [pageOf('<style>a{}</style>'), pageOf('<style>b{}</style><style>a{}</style>')];
  const styles = [hash('a{}'), hash('b{}')].toSorted().join(' ');
  expect(headersFile('/course/', pages).replace(styles, 'HASHES')).toMatchInlineSnapshot(`
    "/course/*
      Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self' HASHES; style-src-attr 'unsafe-hashes'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'
      Cross-Origin-Opener-Policy: same-origin
      Permissions-Policy: camera=(), geolocation=(), microphone=()
      Referrer-Policy: strict-origin-when-cross-origin
      X-Content-Type-Options: nosniff

    /course/_astro/*
      Cache-Control: public, max-age=31536000, immutable
    "
  `);
});
