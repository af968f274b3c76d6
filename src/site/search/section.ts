/** A stretch of a page between two headings, as the search knows it. */
export interface Section {
  /** Empty above the first heading of a page. */
  heading: string;
  /** The heading's HTML anchor without `#`; empty where there is no heading. */
  anchor: string;
  /** What is told, a line for every paragraph, row of a table and the like. */
  prose: string;
  /** What is on the screen, a line each; commands begin with `$ `. */
  screen: string;
}

/** A page of the course with its sections in order; what the search loads. */
export interface SearchPage {
  slug: string;
  title: string;
  description: string;
  /** The part of the course that it belongs to. */
  part: string;
  sections: Section[];
}
