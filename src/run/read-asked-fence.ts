import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { chapterFile } from '../course.ts';
import { hashTranscript } from '../transcript/hash-transcript.ts';
import { parseChapter } from '../transcript/parse-chapter.ts';
import { TranscriptError } from '../transcript/transcript-error.ts';
import type { Chapter, ChapterTranscript } from '../transcript/types.ts';
import { readChapterText } from '../verify/read-chapter-text.ts';
import type { Asked } from './messages.ts';
import { Refused } from './refused.ts';

/** A fence that a page asked for, as its chapter's file has it now. */
export interface AskedFence {
  slug: string;
  /** Absolute. */
  path: string;
  chapter: Chapter;
  /** Index of the transcript in its chapter. */
  fence: number;
  transcript: ChapterTranscript;
}

/** Reads the chapter anew; throws a `Refused` where there is none, or where the page shows another text than the file. */
export async function readAskedFence(root: string, asked: Asked): Promise<AskedFence> {
  const file = chapterFile(asked.chapter);
  const path = join(root, file);
  const chapter = parse(file, await readFile(await realpath(root), path, file));
  const transcript = chapter.transcripts[asked.fence];
  const hash = transcript && (await hashTranscript(transcript.text, transcript.rawMeta));
  if (transcript === undefined || hash !== asked.hash) {
    throw new Refused(409, '페이지를 연 뒤에 이 장이 바뀌었어요. 새로 고치고 다시 눌러 주세요.', {
      offer: 'reload',
    });
  }
  if (transcript.meta.skip !== undefined) {
    throw new Refused(409, '돌리지 않고 보여 주기만 하는 명령이에요.');
  }
  return { slug: asked.chapter, path, chapter, fence: asked.fence, transcript };
}

/** A name that leads elsewhere, by a link for example, is no chapter. */
async function readFile(root: string, path: string, file: string): Promise<string> {
  const real = await realpath(path).catch(() => undefined);
  if (real !== join(root, file)) throw new Refused(404, '이런 장은 없어요.');
  return readChapterText(path, file).catch(refuseBroken);
}

function parse(file: string, text: string): Chapter {
  try {
    return parseChapter(file, text);
  } catch (error) {
    return refuseBroken(error);
  }
}

function refuseBroken(error: unknown): never {
  if (!(error instanceof TranscriptError)) throw error;
  throw new Refused(422, '이 장에 고칠 곳이 있어서 돌릴 수 없어요.', { detail: error.message });
}
