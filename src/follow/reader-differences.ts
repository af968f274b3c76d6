/** A step that prints something else on a reader's own computer than on the page. */
export interface ReaderDifference {
  /** The chapter's path from the project's root. */
  chapter: string;
  /** The fence's id. */
  fence: string;
  /** Which step of the fence, counted from 1. */
  step: number;
  /** How the page tells readers. */
  told: string;
}

/** The steps of which pages tell readers that they see something else; `npm run follow` fails where one does not, or no longer. */
export const readerDifferences: readonly ReaderDifference[] = [
  {
    chapter: 'src/content/docs/cloud-native.mdx',
    fence: 'who-is-seoul',
    step: 1,
    told: 'The note for those with one computer says that hostname answers the name of their own.',
  },
  {
    chapter: 'src/content/docs/containers-and-images.mdx',
    fence: 'other-hostnames',
    step: 1,
    told: 'The sentence below the fence says that it is the name of the computer that ran the chapter.',
  },
];
