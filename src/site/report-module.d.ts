declare module 'virtual:report' {
  /** The report that `astro.config.mjs` read; undefined where there is none. */
  export const report: import('../transcript/types.ts').Report | undefined;
}
