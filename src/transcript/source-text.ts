import type { Place } from './types.ts';

/** A chapter's text by lines, with places; satteri does not count a byte order mark. */
export class SourceText {
  readonly lines: { start: number; end: number }[] = [];
  readonly withoutMark: string;
  readonly file: string;
  readonly text: string;

  constructor(file: string, text: string) {
    this.file = file;
    this.text = text;
    this.withoutMark = text.replace(/^\uFEFF/, '');
    const breaks = /\r\n|\n|\r|$/g;
    for (let start = 0; ;) {
      breaks.lastIndex = start;
      const found = breaks.exec(text);
      if (found === null) break;
      this.lines.push({ start, end: found.index });
      start = found.index + found[0].length;
      if (found[0] === '') break;
    }
  }

  /** Where one of satteri's offsets stands in the text. */
  offsetOf(offset: number | undefined): number {
    return (offset ?? 0) + this.text.length - this.withoutMark.length;
  }

  placeAt(offset: number): Place {
    const index = this.lines.findLastIndex((line) => line.start <= offset);
    const start = this.lines[index]?.start ?? 0;
    return { file: this.file, line: index + 1, column: offset - start + 1 };
  }
}
