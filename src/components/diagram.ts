/** What a box stands for; it tells its colours. */
export type Tone = 'app' | 'files' | 'engine' | 'kernel' | 'hardware' | 'border';

/** A box of a diagram, in the diagram's own units, with lines of text: the first one is its name. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
  tone: Tone;
  text?: string[];
}

/** A straight arrow, with a word beside its middle. */
export interface Arrow {
  from: [x: number, y: number];
  to: [x: number, y: number];
  text?: string;
  isDashed?: boolean;
}

/** A line of text that belongs to no box; it is centred on `x`. */
export interface Label {
  x: number;
  y: number;
  text: string;
}

/** A drawing 420 units wide. */
export interface Drawing {
  height: number;
  boxes: Box[];
  arrows?: Arrow[];
  labels?: Label[];
}

export const drawingWidth = 420;

/** Where the lines of a box begin (baselines), so that they stand in its middle; those of a border stand at its top. */
export function placeLines({ y, height, tone, text = [] }: Box): number[] {
  const first =
    tone === 'border' ? y + 19 : y + height / 2 - ((text.length - 1) * lineHeight) / 2 + 5;
  return text.map((_, index) => first + index * lineHeight);
}

const lineHeight = 18;
