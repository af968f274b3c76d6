import { readFile } from 'node:fs/promises';
import { TranscriptError } from '../transcript/transcript-error.ts';

/** A chapter's text; throws a `TranscriptError` if it is not UTF-8, since it could then not be written back as it was. */
export async function readChapterText(path: string, file: string): Promise<string> {
  const bytes = await readFile(path);
  const text = bytes.toString('utf8');
  const written = Buffer.from(text);
  if (written.equals(bytes)) return text;
  const at = bytes.findIndex((byte, index) => byte !== written[index]);
  const line = bytes.subarray(0, at).filter((byte) => byte === 0x0a).length + 1;
  const sentence = 'expected UTF-8 but found bytes that are none. Save the file as UTF-8.';
  throw new TranscriptError([{ place: { file, line, column: 1 }, sentence }]);
}
