/** A search engine as it is measured: it knows pages by their slugs. */
export interface Engine {
  /** Slugs of the pages that it finds, best first. */
  search(query: string): Promise<string[]> | string[];
  /** Files that the reader has loaded by now. */
  loaded(): Uint8Array[];
  close?(): Promise<void>;
}
