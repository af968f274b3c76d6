import { cannotDraw, type Source } from './figure-source.ts';
import { readTables } from './read-table.ts';

/** A layer: what made it and how large it is, or its digest. */
export interface Layer {
  text: string;
  size?: string;
  /** Whether another stack of the figure holds it too. */
  isShared: boolean;
}

/** The layers of one image, uppermost first. */
export interface Stack {
  image: string;
  anchor: string;
  layers: Layer[];
}

/**
 * Reads stacks from what `docker history` (a table with CREATED BY and SIZE) or `docker image inspect` (lines with the digests of
 * RootFS) prints, one per step that prints one. Throws a sentence where none does.
 */
export function readLayerStacks(sources: readonly Source[]): Stack[] {
  const stacks = sources.flatMap((source) => {
    const layers = /\bhistory\b/.test(source.command) ? ofHistory(source) : ofDigests(source);
    const image = source.command.trim().split(/\s+/).at(-1) ?? '';
    return layers.length > 0 ? [{ image, anchor: source.anchor, layers }] : [];
  });
  if (stacks.length === 0) {
    throw cannotDraw(
      'LayerStack',
      sources,
      'a table of docker history with CREATED BY and SIZE, or digests of RootFS',
    );
  }
  return stacks.map((stack) => ({
    ...stack,
    layers: stack.layers.map((layer) => ({
      ...layer,
      isShared: stacks.some(
        (other) => other !== stack && other.layers.some(({ text }) => text === layer.text),
      ),
    })),
  }));
}

function ofHistory({ lines }: Source): Layer[] {
  return readTables(lines)
    .flat()
    .flatMap((row) => {
      const [text, size] = [row['CREATED BY'], row['SIZE']];
      return text && size ? [{ text, size, isShared: false }] : [];
    });
}

/** RootFS lists the lowest layer first. */
function ofDigests({ lines }: Source): Layer[] {
  return lines
    .flatMap((line) => line.match(/sha256:[0-9a-f]{64}/g) ?? [])
    .map((digest) => ({ text: digest.slice(0, 'sha256:'.length + 12), isShared: false }))
    .reverse();
}
