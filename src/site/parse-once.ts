/** Parses a file's text again only when it has changed: pages and components ask many times for the same file. What is parsed must not be changed. */
export function parseOnce<T>(
  parse: (file: string, text: string) => T,
): (file: string, text: string) => T {
  const kept = new Map<string, { text: string; parsed: T }>();
  return (file, text) => {
    const known = kept.get(file);
    if (known?.text === text) return known.parsed;
    const parsed = parse(file, text);
    kept.set(file, { text, parsed });
    return parsed;
  };
}
