import { platforms, type CourseImage, type PlatformDigests } from './oci-types.ts';

/**
 * Says in one sentence each how built images differ from the locked ones; none if they are the same. Of digests that
 * follow from one another only the first cause is named.
 */
export function compareImages(locked: CourseImage[], built: CourseImage[]): string[] {
  const builtNames = new Set(built.map(nameOf));
  const lockedByName = new Map(locked.map((image) => [nameOf(image), image]));
  const gone = [...lockedByName.keys()].filter((name) => !builtNames.has(name));
  return [
    ...gone.map((name) => `${name}: expected this image but it is no longer described.`),
    ...built.flatMap((image) => {
      const lockedImage = lockedByName.get(nameOf(image));
      return lockedImage ? compareImage(lockedImage, image) : [`${nameOf(image)}: not locked yet.`];
    }),
  ];
}

const causes: [keyof PlatformDigests, string][] = [
  ['diffIds', 'diff ID'],
  ['layers', 'layer'],
  ['chainIds', 'chain ID'],
  ['config', 'config'],
  ['manifest', 'manifest'],
];

function compareImage(locked: CourseImage, built: CourseImage): string[] {
  const name = nameOf(built);
  const found = platforms.flatMap((platform) =>
    comparePlatform(`${name} ${platform}`, locked.platforms[platform], built.platforms[platform]),
  );
  if (found.length > 0 || locked.index === built.index) return found;
  return [sentence(`${name} index`, locked.index, built.index)];
}

function comparePlatform(
  name: string,
  locked: PlatformDigests | undefined,
  built: PlatformDigests,
): string[] {
  if (locked === undefined) return [`${name}: not locked yet.`];
  for (const [key, word] of causes) {
    const expected = [locked[key]].flat();
    const found = [built[key]].flat();
    for (let i = 0; i < Math.max(expected.length, found.length); i++) {
      if (expected[i] === found[i]) continue;
      const which = Array.isArray(built[key]) ? `${word} ${i + 1}` : word;
      return [sentence(`${name} ${which}`, expected[i], found[i])];
    }
  }
  return [];
}

function sentence(what: string, expected = 'none', found = 'none'): string {
  return `${what}: expected ${expected} but built ${found}.`;
}

function nameOf(image: CourseImage): string {
  return `${image.repository}:${image.tag}`;
}
