import { cannotDraw, type Source } from './figure-source.ts';
import { readTables } from './read-table.ts';

/** An image of a list, and whether it was there before and after. */
export interface ListedImage {
  /** Repository and tag; empty for an image that has neither. */
  name: string;
  id: string;
  size: string;
  fate: 'stayed' | 'went' | 'came';
}

/** What two lists of `docker image ls` have in common and what not: first what was there before, in its order. */
export function compareImageSets(
  before: readonly Source[],
  after: readonly Source[],
): ListedImage[] {
  const [old, now] = [readImages(before), readImages(after)];
  const has = (list: typeof old, { name, id }: (typeof old)[number]) =>
    list.some((image) => image.name === name && image.id === id);
  return [
    ...old.map((image) => ({ ...image, fate: has(now, image) ? 'stayed' : 'went' }) as const),
    ...now.flatMap((image) => (has(old, image) ? [] : [{ ...image, fate: 'came' } as const])),
  ];
}

function readImages(sources: readonly Source[]): Omit<ListedImage, 'fate'>[] {
  const tables = sources.map(({ lines }) => readTables(lines)).find((found) => found.length > 0);
  const images = tables?.[0]?.map((row) => ({
    name: nameOf(row['REPOSITORY'], row['TAG']),
    id: row['IMAGE ID'] ?? '',
    size: row['SIZE'] ?? '',
  }));
  if (images?.every(({ id }) => id !== '')) return images;
  throw cannotDraw('ImageSets', sources, 'the table of docker image ls');
}

function nameOf(repository = none, tag = none): string {
  if (repository === none) return '';
  return tag === none ? repository : `${repository}:${tag}`;
}

const none = '<none>';
