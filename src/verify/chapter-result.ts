import type { ChapterReport, HostFacts, Recording } from '../transcript/types.ts';

/** What a run says of a chapter, all of it data: it crosses from the process that ran it to the one that writes. */
export interface ChapterResult {
  /** The chapter's text, as it was run. */
  text: string;
  /** Missing where no sandbox was started. */
  report?: Omit<ChapterReport, 'commit' | 'dirty'>;
  /** What the sandbox says of the machine below; missing where none was started. */
  facts?: HostFacts;
  /** What each step of each fence printed, nothing where it was not to be run; missing where a step could not run. */
  recordings?: (Recording | undefined)[][];
}
