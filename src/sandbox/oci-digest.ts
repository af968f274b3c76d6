import { createHash } from 'node:crypto';

/** The content address of some bytes: `sha256:` and 64 hex digits. */
export function digestOf(content: Buffer | string): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}

/** The names of the stacks that layers form, from their diff IDs (OCI image specification, "Layer ChainID"). */
export function chainIdsOf(diffIds: string[]): string[] {
  const chainIds: string[] = [];
  for (const diffId of diffIds) {
    const below = chainIds.at(-1);
    chainIds.push(below === undefined ? diffId : digestOf(`${below} ${diffId}`));
  }
  return chainIds;
}
