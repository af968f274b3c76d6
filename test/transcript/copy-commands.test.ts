import { expect, test } from 'vitest';
import { copyCommands } from '../../src/transcript/copy-commands.ts';
import { parseTranscript } from '../../src/transcript/parse-transcript.ts';

test('commands are copied one after the other, without prompts, outputs and exit codes', () => {
  const text = '$ cat <<E\n> a\n>\n> E\na\n$ docker run \\\n>   web\nout\n[1]';
  const transcript = parseTranscript(text, '', { file: 'a.mdx', line: 1, column: 1 });
  expect(copyCommands(transcript)).toBe('cat <<E\na\n\nE\ndocker run \\\n  web');
});
