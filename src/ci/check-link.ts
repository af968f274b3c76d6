const PATIENCE_MS = 20_000;
const PAUSE_MS = 500;

/** Says why a page cannot be had, in a few words; undefined where it can. A site that is just busy is asked once more. */
export async function checkLink(url: string): Promise<string | undefined> {
  const first = await ask(url);
  if (first === undefined || !first.isPassing) return first?.reason;
  await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  return (await ask(url))?.reason;
}

async function ask(url: string): Promise<{ reason: string; isPassing: boolean } | undefined> {
  try {
    const answer = await fetch(url, {
      headers: { 'user-agent': 'dollyeo-docker link check', accept: 'text/html,*/*' },
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    await answer.body?.cancel();
    // Some sites refuse whoever is no browser: the page is there.
    if (answer.ok || answer.status === 403) return undefined;
    const isPassing = answer.status === 429 || answer.status >= 500;
    return { reason: `${answer.status} ${answer.statusText}`.trim(), isPassing };
  } catch (error) {
    const { cause = error } = error as { cause?: unknown };
    return { reason: String(cause), isPassing: true };
  }
}
