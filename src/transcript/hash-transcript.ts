import { cutLineEnd } from './escape-line.ts';

/**
 * SHA-256 (hex) of a fence: its body and raw meta words. Blanks at line ends and empty lines around the body do not count,
 * since the site's renderer cuts them before it asks.
 */
export async function hashTranscript(text: string, rawMeta: string): Promise<string> {
  const body = text
    .split(/\r\n|\n|\r/)
    .map(cutLineEnd)
    .join('\n')
    .replace(/^\n+|\n+$/g, '');
  const bytes = new TextEncoder().encode(JSON.stringify([rawMeta.trim(), body]));
  const digest = await globalThis.crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
