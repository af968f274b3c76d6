import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { errorLines, makeFolder, runScript } from '../run-script.ts';

const steps = `---
title: 장
---

<div>

- 목록 안에서도

  \`\`\`console id="pull"
  $ docker pull -q localhost:5050/web:1.0
  $ docker images
  $ docker image inspect localhost:5050/web:1.0 --format '{{json .RootFS.Layers}}'
  $ docker run --name web1 -d localhost:5050/web:1.0
  $ docker ps -a --no-trunc
  \`\`\`

</div>

\`\`\`console unordered
$ printf 'b\\n  b1\\na\\n'
$ docker rm -f web1
\`\`\`

\`\`\`console
$ cat <<END
> $ one
> END
$ docker inspect nobody
$ printf '...\\n[1]\\n\\\\ \\n'
\`\`\`
`;

/** The ID that `docker run -d` prints differs on every run: nothing of it is literal. */
const isContainer = (line: string) => /^ *[0-9a-f]{64}$/.test(line);

/** The lines of the fences whose end is literal output, by their index in the text. */
function findOutput(text: string): number[] {
  let isFence = false;
  return text.split('\n').flatMap((line, index) => {
    const isMark = /^ *\`\`\`/.test(line);
    if (isMark) isFence = !isFence;
    const isCommand = /^ *[$>] /.test(line);
    return !isFence || isMark || isCommand || isContainer(line) ? [] : [index];
  });
}

test('one changed character turns its line red, and recording brings the original back byte for byte', async () => {
  const folder = await makeFolder({ 'a.mdx': steps });
  const path = join(folder, 'a.mdx');
  await runScript('record', folder, ['a.mdx']);
  const original = await readFile(path, 'utf8');
  expect((await runScript('verify', folder, ['a.mdx'])).exitCode).toBe(0);

  const lines = original.split('\n');
  const changed = findOutput(original).map((index) => {
    const name = `${index + 1}.mdx`;
    const line = lines[index] ?? '';
    const spoilt = line.replace(/[a-z0-9](?=[^a-z0-9]*$)|[^a-z0-9]$/i, (found) =>
      found === '7' ? '8' : '7',
    );
    return { name, index, text: lines.with(index, spoilt).join('\n') };
  });
  for (const { name, text } of changed) await writeFile(join(folder, name), text);
  const names = changed.map(({ name }) => name);

  const verified = await runScript('verify', folder, names);
  const red = errorLines(verified).map((line) =>
    line.split(' ')[1]?.split(':').slice(0, 2).join(':'),
  );
  expect(red.sort()).toEqual(changed.map(({ name, index }) => `${name}:${index + 1}`).sort());

  await runScript('record', folder, names);
  for (const { name } of changed) {
    expect([name, await readFile(join(folder, name), 'utf8')]).toEqual([name, original]);
  }
});
