import { writeFileSync } from 'node:fs';
import type { AstroIntegration } from 'astro';
import type { Part } from '../../course.ts';
import { fileAddress } from '../page-address.ts';
import { redirectsOf } from '../redirects.ts';

/** Leads readers from the old addresses of chapters to the new ones. Astro's own pages for that are in English, and without an icon. */
export function movedIntegration(
  moved: Readonly<Record<string, string>>,
  course: readonly Part[],
): AstroIntegration {
  let icon = '';
  let redirects: Record<string, string> = {};
  return {
    name: 'moved',
    hooks: {
      'astro:config:setup'({ config, updateConfig }) {
        icon = fileAddress('favicon.ico', config.base);
        redirects = redirectsOf(moved, course, config.base);
        updateConfig({ redirects });
      },
      'astro:build:done'({ dir }) {
        for (const [old, now] of Object.entries(redirects)) {
          writeFileSync(new URL(`.${old}index.html`, dir), movedPage(now, icon));
        }
      },
    },
  };
}

const movedPage = (address: string, icon: string): string => `<!doctype html>
<html lang="ko">
<head>
<meta charset="utf-8">
<meta http-equiv="refresh" content="0;url=${address}">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<link rel="canonical" href="${address}">
<link rel="icon" href="${icon}">
<title>옮긴 페이지</title>
</head>
<body>
<p>이 페이지는 주소가 바뀌었어요. <a href="${address}">새 주소로 가기</a></p>
</body>
</html>
`;
