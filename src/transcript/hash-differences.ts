/** SHA-256 (hex) of a file of known differences; undefined where there is none. A report says by it which text was verified. */
export async function hashDifferences(text: string | undefined): Promise<string | undefined> {
  if (text === undefined) return undefined;
  const digest = await globalThis.crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
