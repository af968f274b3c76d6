/** Where something stands in a file; line and column count from 1, columns in UTF-16 units. */
export interface Place {
  file: string;
  line: number;
  column: number;
}

/** One line that a step is expected to print, unescaped; `gap` is the line `...`, which stands for any lines. */
export interface ExpectedLine {
  text: string;
  gap: boolean;
  /** Whether it begins with a backslash that the page leaves single: `\d` means what `\\d` means. */
  isBare?: true;
  place: Place;
}

/** A command, what the fence says it prints, and its exit code. */
export interface Step {
  /** The command as typed, without prompts; continued lines are joined by a newline. */
  command: string;
  expected: ExpectedLine[];
  exitCode: number;
  /** Where the `$ ` of the command stands. */
  place: Place;
  /** What the engine line that runs it is known to print instead. */
  known?: Difference;
}

/** What an engine line is known to print differently at one step. */
export interface Difference {
  /** The fence's. */
  id: string;
  /** Which step of the fence, counted from 1. */
  step: number;
  /** Why, in Korean, for readers; empty as long as nobody has written it. */
  reason: string;
  /** Whether what the step is to show cannot be had on that line. */
  isImpossible: boolean;
  /** The step with what it prints there; missing where it is not run there. */
  printed?: Step;
  /** Where its heading stands. */
  place: Place;
}

/** A file of `engines/LINE/`: what the line is known to print differently in one chapter. */
export interface Differences {
  file: string;
  text: string;
  /** Why the chapter as a whole cannot work there, in Korean; missing where it can. */
  impossible?: string;
  steps: Difference[];
}

/**
 * What only the machine below decides: `kernel` as `uname -r` prints it, `cpus` as `nproc` does, `memory` in bytes as
 * `docker info --format '{{.MemTotal}}'` does.
 */
export type HostFacts = Readonly<Record<HostFact, string>>;

export type HostFact = 'kernel' | 'cpus' | 'memory';

/** The meta words of a `console` fence. */
export interface TranscriptMeta {
  /** Unique in the chapter; the HTML anchor; what claims name. */
  id?: string;
  /** Typed once each time the cursor's line ends in a question. Such a fence holds one step. */
  answer?: string;
  /** Lines are compared as a multiset. */
  unordered: boolean;
  /** How long one step may take, in milliseconds. */
  timeoutMs?: number;
  /** Facts of the machine below that the fence shows, and which may differ from machine to machine. */
  varies?: HostFact[];
  /** Which of the chapter's `hosts` runs the fence; the first one if unsaid. */
  host?: string;
  /** What it cannot do without, where a sandbox (`limits`) or a reader's computer may lack it. */
  needs?: FenceNeed;
  /** Why the fence is shown and not run. */
  skip?: string;
}

/**
 * Without `limits`, control groups, a drift only says that the fence is not possible there; one that needs a virtual machine or the
 * course's Debian is for reading where there is none.
 */
export const fenceNeeds = ['limits', 'vm', 'debian'] as const;

export type FenceNeed = (typeof fenceNeeds)[number];

/** One `console` fence: steps in order. */
export interface Transcript {
  meta: TranscriptMeta;
  steps: Step[];
  /** The fence's body as it stands in the file, without the fence's own indentation. */
  text: string;
  /** The meta words as they stand in the file. */
  rawMeta: string;
  /** Where the opening fence stands. */
  place: Place;
}

/** A line of a fence's body in its chapter: offsets (UTF-16) of its text, after `prefix`, which belongs to lists and quotes. */
export interface SourceLine {
  prefix: string;
  start: number;
  end: number;
}

/** A transcript and where it stands in its chapter's text; what rewriting needs. */
export interface ChapterTranscript extends Transcript {
  /** One per line of the fence's body. */
  lines: SourceLine[];
  /** What a new line of the fence begins with: its indentation and quote marks. */
  indent: string;
  /** The backticks or tildes that open the fence. */
  mark: string;
}

/** A fence with `title="path"`: a file that is written into the chapter's start folder; the later of two with one path replaces the other. */
export interface ChapterFile {
  /** Relative, with forward slashes, without `.` and `..`. */
  path: string;
  /** With a final newline, unless the fence is empty. */
  text: string;
  /** Where the opening fence stands. */
  place: Place;
  /** Index of the transcript before whose first step it is written; the number of transcripts if none follows. */
  before: number;
}

/** A Markdown or MDX file with its transcripts and shown files in order, and what its front matter says. */
export interface Chapter {
  file: string;
  text: string;
  transcripts: ChapterTranscript[];
  files: ChapterFile[];
  /** Course images that the engine has already pulled when the chapter starts. */
  images: string[];
  /** Names of the machines that the chapter needs; none if it needs just one. */
  hosts: string[];
  /** What it needs beyond an engine. */
  needs: Need[];
}

/** What lessons can need beyond an engine: a virtual machine, a Debian to import, the course's bundle and no registry. */
export const needs = ['vm', 'debian', 'bundle'] as const;

export type Need = (typeof needs)[number];

/** What one step printed on a terminal. */
export interface Recording {
  /** The screen at the step's end, line by line; wrapped lines joined, trailing blanks cut. */
  lines: string[];
  exitCode: number;
  durationMs: number;
}

/** What a verify run says of one fence. */
export interface FenceReport {
  id?: string;
  /** SHA-256 (hex) of the fence's text, see `hashTranscript`. */
  hash: string;
  line: number;
  outcome: 'verified' | 'drifted' | 'failed' | 'not run' | 'skipped' | 'not possible';
  /** Why a fence was skipped, drifted or failed, or is not possible on the engine line. */
  reason?: string;
  steps: { command: string; line: number; outcome: FenceReport['outcome']; durationMs: number }[];
}

/** What the last verify run that ran a chapter to its end says of it. */
export interface ChapterReport {
  /** Path from the project's root, with forward slashes. */
  file: string;
  /** ISO 8601, when the chapter's run ended. */
  date: string;
  /** The commit that was checked out, and whether the work tree differed from it; empty outside of git. */
  commit: string;
  dirty: boolean;
  engineLine: string;
  /** Of all that decided how the run came out, SHA-256 (hex); missing where not every step ran and matched. */
  key?: string;
  /** SHA-256 (hex) of what the line is known to print differently in the chapter, its file; missing where there is none. */
  differences?: string;
  /** What the engine said of itself; `platform` for example `linux/amd64`; missing where nothing was run. */
  engine?: { server: string; client: string; imageStore: string; platform: string };
  durationMs: number;
  fences: FenceReport[];
}

/** What verify runs write for the site, `reports/verify.json`; a run replaces only what it ran: a chapter on an engine line. */
export interface Report {
  version: 1;
  chapters: ChapterReport[];
}
