import type { Sandbox } from '../sandbox/types.ts';
import type { Comparison } from '../transcript/compare.ts';
import type { Chapter, Transcript } from '../transcript/types.ts';
import type { Stand } from './run-chapter.ts';

/** Opens one session on each machine of a chapter, in the order of its hosts; a fence that names none runs on the first. */
export async function openStand(
  chapter: Chapter,
  machines: readonly Pick<Sandbox, 'openSession' | 'writeFile' | 'hasLimits'>[],
  comparison: Comparison,
): Promise<Stand> {
  const opened = await Promise.all(
    machines.map(async (machine) => ({ machine, session: await machine.openSession() })),
  );
  const placeOf = ({ meta }: Transcript) => {
    const place = opened[meta.host === undefined ? 0 : chapter.hosts.indexOf(meta.host)];
    if (place === undefined) throw new Error(`no machine for ${meta.host ?? 'the chapter'}`);
    return place;
  };
  const unwritten = [...chapter.files];
  return {
    sessionOf: (transcript) => placeOf(transcript).session,
    async writeFiles(transcript) {
      const { machine } = placeOf(transcript);
      const index = chapter.transcripts.findIndex((each) => each === transcript);
      while (unwritten[0] !== undefined && unwritten[0].before <= index) {
        const file = unwritten.shift();
        if (file !== undefined) await machine.writeFile(file.path, file.text);
      }
    },
    compareStep: comparison.compare,
    hasLimits: machines.every((machine) => machine.hasLimits),
  };
}
