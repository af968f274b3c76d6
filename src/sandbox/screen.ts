import xterm from '@xterm/headless';

/** How wide a reader's terminal is taken to be. */
export const COLUMNS = 100;
/** How high it is; programs that redraw (BuildKit) use no more lines than that. */
export const ROWS = 50;

/** A terminal's screen, with all that has scrolled off it. */
export interface Screen {
  /** Settles when the bytes have been drawn. */
  draw(bytes: Uint8Array): Promise<void>;
  /** The line that the cursor stands on, up to the cursor. */
  cursorLine(): { number: number; text: string };
  /** Every line from the first to the last with ink; lines that the terminal wrapped are one line again. */
  lines(): string[];
  close(): void;
}

/** A new screen; `reply` gets what a terminal answers to a program's questions, such as where the cursor is. */
export function openScreen(reply: (text: string) => void): Screen {
  const terminal = new xterm.Terminal({
    cols: COLUMNS,
    rows: ROWS,
    scrollback: 100_000,
    allowProposedApi: true,
  });
  terminal.onData(reply);
  return {
    draw: (bytes) => new Promise((resolve) => terminal.write(bytes, resolve)),
    cursorLine: () => {
      const { baseY, cursorY, cursorX } = terminal.buffer.active;
      const line = terminal.buffer.active.getLine(baseY + cursorY);
      return {
        number: baseY + cursorY,
        text: line?.translateToString(false, 0, cursorX) ?? '',
      };
    },
    lines: () => readLines(terminal),
    close: () => terminal.dispose(),
  };
}

function readLines(terminal: xterm.Terminal): string[] {
  const buffer = terminal.buffer.normal;
  const lines: string[] = [];
  for (let y = 0; y < buffer.length; y++) {
    const line = buffer.getLine(y);
    if (!line) break;
    const goesOn = buffer.getLine(y + 1)?.isWrapped ?? false;
    const text = goesOn
      ? line.translateToString(false, 0, endOfWrapped(line))
      : line.translateToString(true);
    if (line.isWrapped) lines[lines.length - 1] += text;
    else lines.push(text);
  }
  const trimmed = lines.map((line) => line.trimEnd());
  while (trimmed.at(-1) === '') trimmed.pop();
  return trimmed;
}

/** A wide character that does not fit in the last column leaves it empty and goes to the next line. */
function endOfWrapped(line: xterm.IBufferLine): number {
  return line.getCell(COLUMNS - 1)?.getChars() === '' && line.getCell(COLUMNS - 2)?.getWidth() !== 2
    ? COLUMNS - 1
    : COLUMNS;
}
