import type { ExpressiveCodePlugin } from '@astrojs/starlight/expressive-code';
import { AttachedPluginData } from '@astrojs/starlight/expressive-code';
import { hashTranscript } from '../transcript/hash-transcript.ts';

/** Writes into every transcript's markup the hash of the text that it was drawn from; pages ask by it. */
export function markFences(): ExpressiveCodePlugin {
  const hashes = new AttachedPluginData<string | undefined>(() => undefined);
  return {
    name: 'Mark fences',
    hooks: {
      // Before any other plugin changes what the fence says.
      async preprocessLanguage({ codeBlock }) {
        if (codeBlock.language !== 'console') return;
        hashes.setFor(codeBlock, await hashTranscript(codeBlock.code, codeBlock.meta));
      },
      postprocessRenderedBlock({ codeBlock, renderData }) {
        const hash = hashes.getOrCreateFor(codeBlock);
        if (hash !== undefined) renderData.blockAst.properties['data-run-hash'] = hash;
      },
    },
  };
}
