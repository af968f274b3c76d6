declare module 'virtual:report' {
  /** What `astro.config.mjs` read of the published engine line's runs; undefined where there is none. */
  export const report: import('../transcript/types.ts').Report | undefined;
  /** The same of every engine line, not of the published one alone. */
  export const wholeReport: import('../transcript/types.ts').Report | undefined;
  /** The engine lines, the published one first. */
  export const engineLines: readonly string[];
}
