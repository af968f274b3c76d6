/** Puts a copy button beside each command of the transcripts that hold several; the fence's own button is the pattern. */
export function addStepButtons(page: ParentNode): void {
  for (const transcript of page.querySelectorAll('.transcript.has-steps')) {
    const pattern = transcript.querySelector('.foot > .copy');
    if (!pattern) continue;
    for (const line of transcript.querySelectorAll('.step-command:not(.step-destructive)')) {
      const copy = pattern.cloneNode(true) as HTMLElement;
      const button = copy.querySelector('button');
      if (!button) continue;
      copy.classList.add('step-copy');
      // As Expressive Code's script reads it.
      button.dataset['code'] = commandAt(line).replaceAll('\n', '\u007f');
      button.title = '이 명령만 복사';
      button.ariaLabel = '이 명령만 복사';
      line.append(copy);
    }
  }
}

/** The command that begins at a drawn line, without prompts. */
function commandAt(line: Element): string {
  const lines = [textOf(line)];
  let next = line.nextElementSibling;
  while (next?.classList.contains('step-continuation')) {
    lines.push(textOf(next));
    next = next.nextElementSibling;
  }
  return lines.join('\n');
}

function textOf(line: Element): string {
  const [code, prompt] = [line.querySelector('.code'), line.querySelector('.step-prompt')];
  return (code?.textContent ?? '').slice(prompt?.textContent.length ?? 0);
}
