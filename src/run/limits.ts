/** What running from the page may use; the page says the same figures. */
export const limits = {
  /** Sandboxes at one time; a chapter with two hosts counts two. */
  sandboxes: 4,
  /** Memory that must be left before another one starts, in MiB. */
  freeMemoryMiB: 1024,
  /** How long one request may keep a sandbox at work. */
  runMs: 5 * 60_000,
  /** A sandbox that has run nothing for so long ends. */
  idleMs: 10 * 60_000,
  /** Lines of one fence that the page gets; of more, the last ones. */
  lines: 1_000,
  /** Bytes of a request's body. */
  bodyBytes: 1_024,
  /** Requests at once, and how many more each second. */
  requests: { atOnce: 30, perSecond: 10 },
};
