import { parseChapter } from '../../src/transcript/parse-chapter.ts';
import type { Chapter } from '../../src/transcript/types.ts';

const first = 'b67b7fc4952d7e45b06afac52630c35cf5dcfad7e3859bf9666107243d9fe31b';
const second = '71c3b07b788d7587803eb0b1b36920c5fcb921f61c12b1167c7f3f9bdf5effd3';

/** A digest of a course image. */
export const courseDigest = '4d31b4f64c687f343604215166cb2fd06b596308da51a30331968f75f42fa9cd';

/** A chapter with identities that are shown again, a measure, a course digest, an unordered fence and a gap. */
export function madeChapter(): Chapter {
  const fences = [
    [
      'console',
      '$ docker run -d web',
      first,
      '$ docker run -d web',
      second,
      '$ docker ps',
      'CONTAINER ID   IMAGE     STATUS          NAMES',
      `${second.slice(0, 12)}   web       Up 12 seconds   vigilant_lederberg`,
      `${first.slice(0, 12)}   web       Up 2 weeks      zen_wu`,
      '$ docker rm -f $(docker ps -lq)',
      second.slice(0, 12),
      '$ docker rm nothing',
      'Error: No such container: nothing',
      '[1]',
    ],
    [
      'console unordered',
      '$ docker images --digests',
      `web <none> sha256:${courseDigest}`,
      `pair 1.0 ${first.slice(0, 12)}`,
    ],
    ['console', '$ docker info', 'Version: 28.5.2', '...', 'Address: 172.17.0.1'],
  ];
  const text = fences.map((lines) => `\`\`\`${lines.join('\n')}\n\`\`\`\n`).join('\n');
  return parseChapter('made.md', text);
}
