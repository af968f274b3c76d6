import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { fileAddress } from '../page-address.ts';
import { contentPolicy, headerPolicy, type Content } from './content-policy.ts';
import { readBuiltPages, type BuiltPage } from './read-built-pages.ts';

/** Gives every built page a content security policy, and hosts that read one a file of headers. The last to touch a page. */
export function policyIntegration(): AstroIntegration {
  let base = '/';
  return {
    name: 'content-policy',
    hooks: {
      'astro:config:done'({ config }) {
        base = fileAddress('', config.base);
      },
      'astro:build:done'({ dir }) {
        const folder = fileURLToPath(dir);
        const pages = readBuiltPages(folder);
        for (const page of pages) writeFileSync(join(folder, page.file), withPolicy(page));
        writeFileSync(join(folder, '_headers'), headersFile(base, pages));
      },
    },
  };
}

/** A page's HTML with its policy above everything that it is for: behind the charset, or the doctype where there is none. */
export function withPolicy(page: BuiltPage): string {
  const { html } = page;
  const before = /<meta charset="utf-8"\s*\/?>/i.exec(html) ?? /^<!doctype html>/i.exec(html);
  const end = before ? before.index + before[0].length : 0;
  const meta = `<meta http-equiv="Content-Security-Policy" content="${contentPolicy(page)}"/>`;
  return html.slice(0, end) + meta + html.slice(end);
}

/** Headers in the form that Netlify and Cloudflare Pages read; `base` ends with a slash. */
export const headersFile = (base: string, pages: readonly Content[]): string => `${base}*
  Content-Security-Policy: ${headerPolicy(pages)}
  Cross-Origin-Opener-Policy: same-origin
  Permissions-Policy: camera=(), geolocation=(), microphone=()
  Referrer-Policy: strict-origin-when-cross-origin
  X-Content-Type-Options: nosniff

${base}_astro/*
  Cache-Control: public, max-age=31536000, immutable
`;
