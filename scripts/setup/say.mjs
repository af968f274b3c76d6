/** How long a step may take before its time is shown, in seconds. */
const QUICK = 2;
/** Between two lines on something that is not a terminal, in seconds. */
const LINE_EVERY = 10;

/**
 * Makes `say(step, detail)`: shows the step that begins now and that the one before is over; the same step again only
 * changes the detail. On a terminal one line is rewritten every second, elsewhere a line comes every ten seconds.
 * `say('')` ends the last step.
 * @param {NodeJS.WriteStream} [stream]
 */
export function createSay(stream = process.stderr) {
  let step = '';
  let detail = '';
  let since = 0;
  let shownAt = 0;
  /** @type {NodeJS.Timeout | undefined} */
  let timer;

  const elapsed = () => Math.floor((Date.now() - since) / 1000);
  const rewrite = (/** @type {string} */ text) => {
    const width = (stream.columns || 80) - 1;
    stream.write(`\r\x1b[K${text.length > width ? `${text.slice(0, width - 1)}…` : text}`);
  };
  const tick = () => {
    const text = `setup: [${elapsed()} s] ${step}${detail && ` (${detail})`}`;
    if (stream.isTTY) rewrite(text);
    else if (elapsed() - shownAt >= LINE_EVERY) {
      shownAt = elapsed();
      stream.write(`${text}\n`);
    }
  };
  const end = () => {
    clearInterval(timer);
    const took = elapsed() >= QUICK ? ` (${elapsed()} s)` : '';
    if (step && stream.isTTY) stream.write(`\r\x1b[Ksetup: ${step}${took}\n`);
    else if (step && took) stream.write(`setup:   that took ${elapsed()} s\n`);
    step = '';
  };

  return (/** @type {string} */ next, /** @type {string} */ nextDetail = '') => {
    detail = nextDetail;
    if (next === step) return;
    end();
    if (!next) return;
    step = next;
    since = Date.now();
    shownAt = 0;
    if (stream.isTTY) rewrite(`setup: ${step} …`);
    else stream.write(`setup: ${step}\n`);
    timer = setInterval(tick, 1000);
    timer.unref();
  };
}
