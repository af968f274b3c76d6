import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** One room of `src/` may import only the rooms named here; see docs/decisions for the picture. */
const room = (name, forbidden, more = []) => ({
  files: [`src/${name}/**`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            group: forbidden.map((other) => `**/${other}/**`),
            message: `src/${name} must not know this room.`,
            allowTypeImports: false,
          },
          ...more,
        ],
      },
    ],
  },
});

const pure = (name) => ({
  group: ['node:*', 'execa', 'astro', 'astro:*', '@astrojs/*'],
  message: `src/${name} is pure.`,
});

export default defineConfig(
  { ignores: ['dist/', 'reports/', '.astro/', 'node_modules/'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
    },
  },
  room(
    'transcript',
    ['mutate', 'sandbox', 'verify', 'follow', 'run', 'site', 'components', 'content', 'test'],
    [pure('transcript')],
  ),
  room(
    'mutate',
    ['sandbox', 'verify', 'follow', 'run', 'site', 'components', 'content', 'test'],
    [pure('mutate')],
  ),
  room(
    'sandbox',
    ['mutate', 'verify', 'follow', 'run', 'site', 'components', 'content', 'test'],
    [
      {
        group: ['**/transcript/**'],
        allowTypeImports: true,
        message: 'src/sandbox takes only types from src/transcript.',
      },
    ],
  ),
  room('container', [
    'mutate',
    'transcript',
    'verify',
    'follow',
    'run',
    'site',
    'components',
    'content',
    'test',
  ]),
  room('verify', ['mutate', 'follow', 'run', 'site', 'components', 'content', 'test']),
  room('follow', ['mutate', 'run', 'site', 'components', 'content', 'test']),
  room('site', ['mutate', 'sandbox', 'verify', 'follow', 'run', 'components', 'content', 'test']),
  room('components', ['mutate', 'sandbox', 'verify', 'follow', 'run', 'content', 'test']),
  room('run', ['mutate', 'follow', 'site', 'components', 'content', 'test']),
  // A build loads the plugin, and must load nothing that can start a sandbox; the page gets nothing of the server.
  {
    files: ['src/run/run-plugin.ts', 'src/run/page/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: [
                ...[
                  'mutate',
                  'sandbox',
                  'verify',
                  'follow',
                  'site',
                  'components',
                  'content',
                  'test',
                  'scripts',
                ].map((other) => `**/${other}/**`),
                '**/serve-runs.ts',
              ],
              allowTypeImports: true,
              message: 'Import it when the dev server has started.',
            },
          ],
        },
      ],
    },
  },
);
