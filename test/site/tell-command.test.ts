import { expect, test } from 'vitest';
import { tellCommand } from '../../src/components/tell-command.ts';

test.each([
  ['docker ps', 'docker ps'],
  ['docker run \\\n  --rm web', 'docker run --rm web'],
  [
    'for n in 1 2; do\n  docker run web\n  sleep 1\ndone',
    'for n in 1 2; do docker run web; sleep 1; done',
  ],
  ['docker ps |\n  grep web', 'docker ps | grep web'],
  ["cat > note <<'END'\n하나\nEND", "cat > note <<'END' …"],
])('%j is told as %s', (command, told) => {
  expect(tellCommand(command)).toBe(told);
});
