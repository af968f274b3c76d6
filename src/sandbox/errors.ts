/** A fault of the machine, not of the lesson: what was expected, what was found, one next move. */
export class SandboxError extends Error {
  override name = 'SandboxError';
  /** What the step had printed when it ended, line by line, where a step was running. */
  readonly screen: string[] | undefined;

  constructor(message: string, options: ErrorOptions & { screen?: string[] } = {}) {
    super(message, options);
    this.screen = options.screen;
  }
}
