/** A command in one line, as it could be typed in one: for a link to where it was run. What a here-document holds is left out. */
export function tellCommand(command: string): string {
  const [head = ''] = command.split('\n');
  if (head.includes('<<')) return `${head} …`;
  const lines = command
    .replace(/\\\n\s*/g, '')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  return lines.reduce((told, line) =>
    /(?:^|\s)(?:do|then|else|\{|\(|\||&&|\|\|)$/.test(told)
      ? `${told} ${line}`
      : `${told}; ${line}`,
  );
}
