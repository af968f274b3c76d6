import type { Drift } from '../transcript/compare.ts';
import type { Place, Recording } from '../transcript/types.ts';

/** How one step of a chapter came out. */
export type Outcome =
  | { kind: 'verified'; recording: Recording }
  | { kind: 'drifted'; recording: Recording; drift: Drift }
  /** The machine could not run it, or not to its end. */
  | { kind: 'failed'; error: Error; durationMs: number }
  /** An earlier step, at `failed`, could not run. */
  | { kind: 'not run'; failed: Place }
  | { kind: 'skipped'; reason: string }
  /** It cannot work on the engine line, as the line's file says; the recording is missing where it was not run. */
  | { kind: 'not possible'; reason: string; recording?: Recording };
