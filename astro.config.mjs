import { resolve } from 'node:path';
import { env } from 'node:process';
import { fileURLToPath } from 'node:url';
import { satteri } from '@astrojs/markdown-satteri';
import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';
import { course, movedChapters } from './src/course.ts';
import { runPlugin } from './src/run/run-plugin.ts';
import { findPublishedLine, listEngineLines } from './src/sandbox/engine-line.mjs';
import { linksIntegration } from './src/site/built/links-integration.ts';
import { movedIntegration } from './src/site/built/moved-integration.ts';
import { policyIntegration } from './src/site/built/policy-integration.ts';
import { codeColoursPlugin } from './src/site/code-colours-plugin.ts';
import { codeStyle } from './src/site/code-style.ts';
import { codeThemes } from './src/site/code-themes.ts';
import { lineReport } from './src/site/line-report.ts';
import { optionPlugin } from './src/site/option-plugin.ts';
import { courseFont } from './src/site/fonts/course-font.ts';
import { readReport } from './src/site/read-report.ts';
import { reportIntegration } from './src/site/report-integration.ts';
import { repository } from './src/site/repository.ts';
import { shownFilePlugin } from './src/site/shown-file-plugin.ts';
import { courseSidebar } from './src/site/sidebar.ts';
import { transcriptPlugin } from './src/site/transcript-plugin.ts';

const root = new URL('.', import.meta.url);
const folder = fileURLToPath(root);
const reportFile = resolve(folder, env.VERIFY_REPORT ?? 'reports/verify.json');
const wholeReport = readReport(reportFile);
const published = findPublishedLine();
const otherLines = listEngineLines().filter((line) => line !== published);
const report = lineReport(wholeReport, published);

// SITE and BASE say where the pages will be served, for example https://example.org and /course;
// REPO is the repository's address, for edit links and for readers who see something else;
// BUNDLE names the folder of the course's bundle, where the site is to offer it;
// VERIFY_REPORT names another report than that of the last run here.
export default defineConfig({
  ...(env.SITE ? { site: env.SITE } : {}),
  base: env.BASE ?? '/',
  // `npm start` shows what readers will see.
  devToolbar: { enabled: false },
  markdown: { processor: satteri({ hastPlugins: [optionPlugin] }) },
  integrations: [
    courseFont(folder),
    reportIntegration({ report, wholeReport, engineLines: [published, ...otherLines] }, reportFile),
    starlight({
      title: '돌려 보는 도커',
      description: '모든 명령을 진짜 Docker Engine에서 돌려 보고 싣는 한국어 도커 강의',
      locales: { root: { label: '한국어', lang: 'ko' } },
      sidebar: courseSidebar(course, root),
      customCss: [
        './src/site/styles/font.css',
        './src/site/styles/theme.css',
        './src/site/styles/text.css',
        './src/site/styles/transcript.css',
        './src/site/styles/fold.css',
        './src/site/styles/copy.css',
        './src/site/styles/identities.css',
        './src/site/styles/badge.css',
        './src/site/styles/elsewhere.css',
        './src/site/styles/progress.css',
        './src/site/styles/print.css',
      ],
      components: {
        PageTitle: './src/components/PageTitle.astro',
        Footer: './src/components/Footer.astro',
        Head: './src/components/Head.astro',
        Hero: './src/components/Hero.astro',
        Search: './src/components/Search.astro',
      },
      plugins: [runPlugin()],
      // Our own search; see docs/decisions.
      pagefind: false,
      routeMiddleware: './src/site/head/complete-head.ts',
      // Ours is src/pages/404.astro.
      disable404Route: true,
      ...(repository ? { editLink: { baseUrl: `${repository}/edit/main/` } } : {}),
      credits: false,
      expressiveCode: {
        plugins: [
          transcriptPlugin({ report, root: folder, repository, otherLines }),
          shownFilePlugin(),
          codeColoursPlugin(),
        ],
        // A first line like `# /etc/hosts` is part of a file, and tabs are too.
        frames: { extractFileNameFromCode: false },
        tabWidth: 0,
        themes: codeThemes,
        styleOverrides: codeStyle,
        // A short command needs no window around it.
        defaultProps: { overridesByLang: { 'sh,bash': { frame: 'none' } } },
      },
    }),
    movedIntegration(movedChapters, course),
    // After everything else that writes pages.
    linksIntegration(),
    policyIntegration(),
  ],
});
