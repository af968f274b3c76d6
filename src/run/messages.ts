/** Where everything of this room is served; nothing else may begin with it. */
export const RUN_PATH = '/__run/';

/** The header that carries the token, and the page's `<meta>` that hands it over. */
export const TOKEN_NAME = 'x-run-token';

/** What a page can ask for; each is a path below `RUN_PATH`. */
export const actions = ['run', 'end', 'diff', 'record', 'build'] as const;

export type Action = (typeof actions)[number];

/** What a request names; never a command. */
export interface Asked {
  /** The slug of a page of the course. */
  chapter: string;
  /** Which of the chapter's transcripts, counted from 0. */
  fence: number;
  /** The hash of its text as the page shows it, see `hashTranscript`. */
  hash: string;
  /** Run from the chapter's start, in a fresh sandbox. */
  fromStart: boolean;
  /** What `diff` gave: names the very text that `record` is to write. */
  ticket: string;
}

/** Why something was not done, in Korean, with the next step. */
export interface Refusal {
  status: number;
  text: string;
  /** What the page offers: reload, build the engine root, end another chapter's sandbox, run from the start. */
  offer?: 'reload' | 'build' | 'end' | 'from-start';
  /** A command to type, or what a tool said, shown as it is. */
  detail?: string;
  /** Chapters that have a sandbox, where one of them can be ended. */
  chapters?: string[];
}

/** A line of a terminal as the page shows it: plain text, no escapes. */
export interface ShownLine {
  kind: 'command' | 'output' | 'note';
  text: string;
}

/** A line of a difference: on the page, in this run, or in both. */
export interface DifferenceLine {
  side: 'both' | 'page' | 'run';
  text: string;
}

/** One thing under two names. */
export interface Renamed {
  run: string;
  page: string;
}

/** What became of a fence, held against the page as the verifier would. */
export type Verdict =
  | { kind: 'same'; names: Renamed[]; durationMs: number }
  | { kind: 'different'; lines: DifferenceLine[]; why?: string; canRecord: boolean }
  | { kind: 'failed'; text: string; detail: string };

/** One line of a streamed answer. */
export type RunEvent =
  | { type: 'starting' }
  | { type: 'fence'; fence: number }
  /** The fence's terminal, from line `from` on; what stood there before is replaced. */
  | { type: 'lines'; fence: number; from: number; lines: ShownLine[] }
  | { type: 'verdict'; fence: number; verdict: Verdict }
  | { type: 'building'; step: string; detail: string }
  | { type: 'built' }
  | { type: 'refused'; refusal: Refusal }
  | { type: 'end' };

/** What recording would change, and the ticket that names it. */
export interface RecordOffer {
  lines: DifferenceLine[];
  ticket: string;
}
