import type { Transcript } from './types.ts';

/** The commands of a transcript as a reader pastes them into a shell: one after the other, without prompts and output. */
export function copyCommands(transcript: Pick<Transcript, 'steps'>): string {
  return transcript.steps.map((step) => step.command).join('\n');
}
