declare module 'subset-font' {
  /** Cuts a font with HarfBuzz to the characters of a text. */
  export default function subsetFont(
    font: Buffer,
    text: string,
    options: {
      targetFormat: 'woff2';
      variationAxes: { wght: number };
      keepFeatures: string[];
      noHinting: boolean;
    },
  ): Promise<Buffer>;
}
