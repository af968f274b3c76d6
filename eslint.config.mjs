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
    ['sandbox', 'verify', 'site', 'components', 'content', 'test'],
    [
      {
        group: ['node:*', 'execa', 'astro', 'astro:*', '@astrojs/*'],
        message: 'src/transcript is pure.',
      },
    ],
  ),
  room(
    'sandbox',
    ['verify', 'site', 'components', 'content', 'test'],
    [
      {
        group: ['**/transcript/**'],
        allowTypeImports: true,
        message: 'src/sandbox takes only types from src/transcript.',
      },
    ],
  ),
  room('verify', ['site', 'components', 'content', 'test']),
  room('site', ['sandbox', 'verify', 'components', 'content', 'test']),
  room('components', ['sandbox', 'verify', 'content', 'test']),
);
