/** The user's Docker does not do what the checks need of it: what was expected, what was found, one next move. */
export class ContainerError extends Error {
  override name = 'ContainerError';
}
